"""The peer's page, built from its own packages and served with what it loads compressed."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

import brotli

from scripts.node import run_npm
from scripts.stamps import digest_of, is_fresh, put

FOLDER = Path(__file__).with_name("peer")
BUILT = FOLDER / "node_modules" / ".page"
SOURCES = [FOLDER / name for name in ("package-lock.json", "main.js", "index.html")]


def ensure_built() -> Path:
    """Fetch the peer's packages and build its page, where that has not been done."""
    stamp, digest = FOLDER / "node_modules" / ".stamp", digest_of(SOURCES)
    if not is_fresh(stamp, digest) or not (BUILT / "index.html").exists():
        run_npm(
            ["ci", "--no-audit", "--no-fund", "--ignore-scripts"],
            cwd=FOLDER,
            otherwise="The packages of the peer were not installed. Is there a network?",
        )
        run_npm(
            ["exec", "--", "vite", "build", "--logLevel", "error"],
            cwd=FOLDER,
            otherwise="The page of the peer was not built; the lines above say why.",
        )
        put(stamp, digest)
    return BUILT


@contextmanager
def peer_site(forms: Mapping[int, str]) -> Iterator[str]:
    """The page and these forms; hands out the address."""
    built = ensure_built()
    files = {
        f"/{path.relative_to(built)}": path.read_bytes()
        for path in built.rglob("*")
        if path.is_file()
    }
    files |= {f"/{items}.xml": text.encode() for items, text in forms.items()}
    files["/"] = files["/index.html"]
    packed = {name: brotli.compress(body, quality=9) for name, body in files.items()}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = urlsplit(self.path).path
            body = packed.get(name, b"")
            self.send_response(200 if name in packed else 404)
            self.send_header("Content-Type", guess_type(name)[0] or "text/html")
            self.send_header("Content-Length", str(len(body)))
            if name in packed:
                self.send_header("Content-Encoding", "br")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
