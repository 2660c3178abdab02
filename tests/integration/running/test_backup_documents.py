"""Sealed documents in a backup: all of them, and a word for each that has lost its file."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from survey_app.reports.models import SealedFile
from tests.integration.running.places import new_place, restored, run
from tests.support.checklist import COMPLETE
from tests.support.phone import Phone


@pytest.fixture
def sealed(cast, phone, data_folder, look):
    """The lead's phone at an approved visit, and the file of its findings."""
    an, binh = phone(), phone(cast.binh)
    an.fill(dict(COMPLETE))
    binh.post(f"/visits/{an.visit}/decisions", {"move": "approve"})
    drawn = binh.get(f"/visits/{an.visit}/report.pdf", buffered=True)
    names = look(select(SealedFile.sha256).where(SealedFile.suffix == "pdf"))
    files = {path.stem: path for path in (data_folder / "reports").rglob("*.pdf")}
    (kept,) = (files[name] for name in names if files[name].read_bytes() == drawn.data)
    return binh, kept


def test_a_sealed_document_is_byte_for_byte_the_same_after_a_restore(app, sealed, tmp_path):
    binh, kept = sealed
    said = run(app, "backup", "make", tmp_path / "sealed.zip")[1]

    with new_place(tmp_path / "new") as place:
        restored(place, tmp_path / "sealed.zip")
        there = Phone(place.test_client(), binh.token, binh.visit)
        again = there.get(f"/visits/{binh.visit}/report.pdf", buffered=True)

    assert "Mất tệp" not in said
    assert again.data == kept.read_bytes()


def test_a_sealed_document_that_has_lost_its_file_is_told(app, sealed, tmp_path):
    _, kept = sealed
    kept.unlink()

    assert f"Mất tệp {kept.stem}" in run(app, "backup", "make", tmp_path / "lacking.zip")[1]
