"""A small mail server: takes messages over real connections, refuses what it is told to refuse."""

from __future__ import annotations

import socketserver
import ssl
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from survey_app.core import clock


@dataclass
class Post:
    """What came, and how the server behaves."""

    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    users: list[tuple[str, str]] = field(default_factory=list)
    over_tls: list[bool] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    password: str = ""
    goes_away: bool = False
    certificate: ssl.SSLContext | None = None
    port: int = 0


class _Talk(socketserver.StreamRequestHandler):
    """One connection, line by line."""

    server: _Server

    def handle(self) -> None:
        """Answer each line until the other side leaves."""
        self.post = self.server.post
        self.to: list[str] = []
        self.is_covered = False
        self.say(220, "localhost")
        while line := self.rfile.readline():
            words = line.decode().strip()
            verb = words.partition(" ")[0].upper()
            if not getattr(self, f"do_{verb.lower()}", self.unknown)(words):
                return

    def finish(self) -> None:
        """Close what covered the connection as well."""
        super().finish()
        if self.is_covered:
            self.connection.close()

    def say(self, number: int, *lines: str) -> bool:
        """Send an answer; always true, since the talk goes on."""
        for at, line in enumerate(lines, 1):
            self.wfile.write(f"{number}{'-' if at < len(lines) else ' '}{line}\r\n".encode())
        self.wfile.flush()
        return True

    def unknown(self, _: str) -> bool:
        return self.say(502, "what?")

    def do_ehlo(self, _: str) -> bool:
        can = ["localhost", "8BITMIME"]
        if self.post.certificate and not self.is_covered:
            can.append("STARTTLS")
        if self.post.password:
            can.append("AUTH PLAIN")
        return self.say(250, *can)

    def do_starttls(self, _: str) -> bool:
        assert self.post.certificate
        self.say(220, "go on")
        try:
            covered = self.post.certificate.wrap_socket(self.connection, server_side=True)
        except (ssl.SSLError, OSError):
            return False
        self.connection = covered
        self.rfile, self.wfile = covered.makefile("rb"), covered.makefile("wb")
        self.is_covered = True
        return True

    def do_auth(self, words: str) -> bool:
        _, user, password = b64decode(words.split()[2]).decode().split("\0")
        self.post.users.append((user, password))
        is_right = password == self.post.password
        return self.say(235, "welcome") if is_right else self.say(535, "no")

    def do_mail(self, _: str) -> bool:
        return self.say(250, "ok")

    def do_rcpt(self, words: str) -> bool:
        address = words.partition("<")[2].rstrip(">")
        if address in self.post.refuses:
            return self.say(550, "nobody of this name")
        self.to.append(address)
        return self.say(250, "ok")

    def do_data(self, _: str) -> bool:
        if self.post.goes_away:
            return False
        self.say(354, "go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        read = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(read, EmailMessage)
        self.post.messages.append(read)
        self.post.recipients.extend(self.to)
        self.post.over_tls.append(self.is_covered)
        return self.say(250, "ok")

    def do_rset(self, _: str) -> bool:
        return self.say(250, "ok")

    def do_quit(self, _: str) -> bool:
        self.say(221, "bye")
        return False


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, post: Post) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.post = post
        post.port = self.server_address[1]


@contextmanager
def mail_server(post: Post) -> Iterator[Post]:
    """The server at work, on a port of this machine alone."""
    with _Server(post) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield post
        finally:
            server.shutdown()
            thread.join()


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate of this machine that nobody trusts yet: its file, and a server's context."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    named = x509.SubjectAlternativeName(
        [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(clock.now() - timedelta(days=1))
        .not_valid_after(clock.now() + timedelta(days=1))
        .add_extension(named, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, secret = folder / "certificate.pem", folder / "key.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, secret)
    return file, context
