"""The second step of signing in: begun, confirmed, checked, taken away. Adds and never commits."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b32encode
from datetime import datetime

import pyotp
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from survey_app.audit.rules import Act
from survey_app.audit.service import tell
from survey_app.visits.factor_models import RecoveryCode, SecondFactor
from survey_app.visits.models import Person
from survey_app.visits.people import digest

STEP = 30
RECOVERY_CODES = 10
_RECOVERY_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_RECOVERY_LENGTH = 12
_ISSUER = "Khảo sát"


def begin(session: Session, person: Person, *, at: datetime) -> SecondFactor:
    """A new secret for the person's app, asked for only once it is confirmed.

    One that is confirmed stays as it is, until it is removed.
    """
    _wait_for_the_other_press(session, person)
    known = find(session, person)
    if known is not None and known.confirmed_at is not None:
        return known
    session.execute(delete(SecondFactor).where(SecondFactor.person_id == person.id))
    made = SecondFactor(person_id=person.id, nonce=secrets.token_hex(32), made_at=at)
    session.add(made)
    session.flush()
    return made


def find(session: Session, person: Person) -> SecondFactor | None:
    """What the person has, confirmed or not."""
    return session.get(SecondFactor, person.id, populate_existing=True)


def is_asked(session: Session, person: Person) -> bool:
    """Whether this person must show a code to sign in."""
    found = find(session, person)
    return found is not None and found.confirmed_at is not None


def secret_of(factor: SecondFactor, key: str) -> str:
    """What the app is given, in the letters that apps take."""
    made = hmac.new(key.encode(), f"second factor {factor.nonce}".encode(), hashlib.sha256)
    return b32encode(made.digest()[:20]).decode()


def address_of(factor: SecondFactor, person: Person, key: str) -> str:
    """What the QR code says to the app."""
    return pyotp.TOTP(secret_of(factor, key)).provisioning_uri(
        name=person.username, issuer_name=_ISSUER
    )


def confirm(
    session: Session, person: Person, code: str, *, key: str, at: datetime
) -> list[str] | None:
    """Ask for codes from now on, if this one is right; the recovery codes, told once."""
    _wait_for_the_other_press(session, person)
    factor = find(session, person)
    if factor is None or factor.confirmed_at or not _take(session, factor, code, key, at):
        return None
    factor.confirmed_at = at
    tell(session, Act("second_factor.confirmed", f"person:{person.id}", {}))
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    made = [_recovery_code() for _ in range(RECOVERY_CODES)]
    session.add_all(RecoveryCode(person_id=person.id, code_hash=digest(each)) for each in made)
    return [f"{each[:4]}-{each[4:8]}-{each[8:]}" for each in made]


def check(session: Session, person: Person, code: str, *, key: str, at: datetime) -> bool:
    """Whether the code is the app's of now, or a recovery code not used yet; it is used up."""
    factor = find(session, person)
    if factor is None or factor.confirmed_at is None:
        return False
    return _take(session, factor, code, key, at) or _recover(session, person, code, at)


def remove(session: Session, person: Person) -> bool:
    """Ask for no codes any more; False where none were."""
    found = session.execute(
        delete(SecondFactor)
        .where(SecondFactor.person_id == person.id)
        .returning(SecondFactor.confirmed_at)
    ).first()
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    if found is None:
        return False
    tell(session, Act("second_factor.removed", f"person:{person.id}", {}))
    return True


def recovery_codes_left(session: Session, person: Person) -> int:
    """How many recovery codes were not used yet."""
    asked = select(func.count()).where(
        RecoveryCode.person_id == person.id, RecoveryCode.used_at.is_(None)
    )
    return session.scalar(asked) or 0


def _wait_for_the_other_press(session: Session, person: Person) -> None:
    """Of two who begin or confirm for one person at once, let the second see what the first did."""
    # What only refers to the person goes on meanwhile.
    asked = select(Person.id).where(Person.id == person.id).with_for_update(key_share=True)
    session.execute(asked)


def _take(session: Session, factor: SecondFactor, code: str, key: str, at: datetime) -> bool:
    """Whether this is the code of now, or of the half minute before or after, not taken yet."""
    app = pyotp.TOTP(secret_of(factor, key))
    now = int(at.timestamp()) // STEP
    typed = "".join(char for char in code if char.isdigit())[:16]
    for step in (now - 1, now, now + 1):
        if hmac.compare_digest(app.at(step * STEP).encode(), typed.encode()):
            # Of two who show the same code at once, the database lets one in.
            taken = session.execute(
                update(SecondFactor)
                .where(SecondFactor.person_id == factor.person_id, SecondFactor.last_step < step)
                .values(last_step=step)
                .returning(SecondFactor.person_id)
            )
            return taken.first() is not None
    return False


def _recover(session: Session, person: Person, code: str, at: datetime) -> bool:
    typed = "".join(char for char in code.upper() if char.isalnum())[:32]
    used = session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.person_id == person.id,
            RecoveryCode.code_hash == digest(typed),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=at)
        .returning(RecoveryCode.id)
    )
    if used.first() is None:
        return False
    tell(session, Act("second_factor.recovered", f"person:{person.id}", {}))
    return True


def _recovery_code() -> str:
    return "".join(secrets.choice(_RECOVERY_LETTERS) for _ in range(_RECOVERY_LENGTH))
