"""Takes in the rescue file of a phone: ``python -m docs.examples.load_rescue FILE``.

Entries and photos go the way that they would have gone over the network, so what is there already
is not stored twice, and what cannot be taken is held for the office.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click
from sqlalchemy.orm import Session

from survey_app import pipeline
from survey_app.core import clock
from survey_app.edge.database import db, writing
from survey_app.edge.stores import photo_store
from survey_app.fieldwork.canonical import parse
from survey_app.fieldwork.photos import PhotoStore
from survey_app.fieldwork.service import keep_photo
from survey_app.visits.models import Person
from survey_app.visits.queries import find_deposit

FORMAT = "survey-rescue-1"


def load(session: Session, store: PhotoStore, file: bytes, *, at: datetime) -> Counter[str]:
    """Take everything in; how many entries and photos ended in which state."""
    rescued: Any = parse(file)
    author = session.get(Person, rescued["user"]["id"])
    if rescued.get("format") != FORMAT or author is None:
        raise click.ClickException("Không phải tệp dự phòng của máy chủ này.")
    told: Counter[str] = Counter()
    for photo in rescued["photos"]:
        told[_photo(session, store, photo, author, at)] += 1
    for key in sorted({each["visit"] for each in rescued["entries"]}):
        deposit = find_deposit(session, UUID(key), author)
        sent = [each for each in rescued["entries"] if each["visit"] == key]
        if deposit is None:
            told["entry of an unknown visit"] += len(sent)
            continue
        delivery = pipeline.receive(session, deposit, sent, author=author, at=at)
        told.update(f"entry {receipt.state}" for receipt in delivery.receipts)
    return told


def _photo(
    session: Session, store: PhotoStore, sent: dict[str, Any], author: Person, at: datetime
) -> str:
    data = base64.b64decode(sent.get("base64", ""))
    if hashlib.sha256(data).hexdigest() != sent["sha256"]:
        return "photo missing in the file"
    incoming = store.incoming()
    incoming.write_bytes(data)
    stored = store.keep(incoming, sent["sha256"])
    row = {
        "sha256": sent["sha256"],
        "media_type": stored.media_type,
        "bytes": len(data),
        "width": stored.width,
        "height": stored.height,
        "received_at": at,
        "received_from_id": author.id,
        "problem": stored.problem or "",
    }
    keep_photo(session, row)
    return "photo put aside" if stored.problem else "photo stored"


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(file: Path) -> None:
    """Take in FILE and say what became of it."""
    with writing():
        told = load(db.session, photo_store(), file.read_bytes(), at=clock.now())
        db.session.commit()
    for state, count in sorted(told.items()):
        click.echo(f"{count}\t{state}")


if __name__ == "__main__":
    from wsgi import app

    with app.app_context():
        main()
