"""Electronic mail: one message to one address, and why it did not leave.

What a server says is logged by its number alone; its words may name people.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from functools import partial

import structlog

from survey_app.core import clock
from survey_app.core.addresses import is_address
from survey_app.core.outside import Cover, MailSettings
from survey_app.edge.database import db, writing
from survey_app.edge.stores import settings
from survey_app.reports.letters import mail_of
from survey_app.visits import mails
from survey_app.visits.mails import Ordered, Taken
from survey_app.visits.rules import MailFault

# Seconds that a server may take for one answer.
PATIENCE = 20.0
# What is wrong with the server and not with one message: the next would only meet it again.
_OF_THE_SERVER = (MailFault.AWAY, MailFault.TLS, MailFault.LOGIN)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: ``key`` tells this message from all others, also when it is sent again."""

    key: str
    to: str
    subject: str
    text: str


def send_reminders(ordered: Sequence[Ordered]) -> None:
    """Send these reminders, one after the other, for a job; each is settled before the next."""
    fault: MailFault | None = None
    for each in ordered:
        with writing():
            taken = mails.take(db.session, each, at=clock.now())
            db.session.commit()
        if taken is None:
            continue
        if fault not in _OF_THE_SERVER:
            # A server takes its time; nothing is kept open over it.
            fault = _sent(taken)
        with writing():
            mails.settle(db.session, taken.reminder, fault, at=clock.now())
            db.session.commit()
        log.info("reminder mailed", reminder=each[0], fault=fault and fault.value)


def _sent(taken: Taken) -> MailFault | None:
    configured = settings().mail
    if configured is None:
        return MailFault.AWAY
    subject, text = mail_of(taken.round, taken.unit, taken.reminder.asked_until)
    db.session.commit()
    domain = configured.sender.rpartition("@")[2]
    key = f"reminder.{taken.reminder.id}.{taken.reminder.reminded_on:%Y%m%d}@{domain}"
    return send(configured, Letter(key, taken.reminder.mailed_to, subject, text))


def send(configured: MailSettings, letter: Letter) -> MailFault | None:
    """Send one message; None when the server took it, else why it did not."""
    if not is_address(letter.to):
        return MailFault.ADDRESS
    message = message_of(configured.sender, letter)
    try:
        with _opened(configured) as server:
            if configured.user:
                server.login(configured.user, configured.password)
            server.send_message(message)
    except (smtplib.SMTPException, OSError) as error:
        log.warning("mail refused", error=type(error).__name__, said=_number(error))
        return _fault(error)
    return None


def message_of(sender: str, letter: Letter) -> EmailMessage:
    """The message; a line end in a header raises ValueError, as the library has it."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = f"<{letter.key}>"
    # Nobody's out-of-office notice answers this.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def _opened(configured: MailSettings) -> smtplib.SMTP:
    opened = partial(smtplib.SMTP, timeout=PATIENCE)
    if configured.cover is Cover.TLS:
        context = ssl.create_default_context()
        opened = partial(smtplib.SMTP_SSL, timeout=PATIENCE, context=context)
    server = opened(configured.host, configured.port)
    if configured.cover is Cover.STARTTLS:
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server


def _fault(error: Exception) -> MailFault:
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return MailFault.TLS
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return MailFault.LOGIN
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return MailFault.ADDRESS
    if isinstance(error, smtplib.SMTPServerDisconnected | smtplib.SMTPConnectError):
        return MailFault.AWAY
    # To the library an answer of the server is an OSError as well.
    return MailFault.REFUSED if isinstance(error, smtplib.SMTPException) else MailFault.AWAY


def _number(error: Exception) -> int | None:
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None
