"""From the database to paper: what is drawn, and what is sealed for good."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from survey_app.core.problems import Problem
from survey_app.edge.database import db
from survey_app.reports import changes, queries, sealing, service, snapshots
from survey_app.reports.content import VisitReport
from survey_app.reports.models import Report, SealedContent, SealedFile
from survey_app.reports.rules import Document
from survey_app.reports.sealing import Wanted
from survey_app.reviews.models import Decision
from survey_app.reviews.rules import Move
from survey_app.visits.models import Visit
from tests.support.approved import Approvals
from tests.support.cast import NOW, Cast
from tests.support.checklist import COMPLETE
from tests.support.phone import jpeg

Change = Callable[[Callable[[Session], Any]], Any]


@pytest.fixture
def visited(cast: Cast, phone: Callable[..., Any]) -> Cast:
    """An's visit with every answer, a finding, a photo that arrived and one that did not."""
    an = phone()
    an.fill(dict(COMPLETE))
    limit = an.entry("finding", {"type": "limitation", "text": "Còn chậm"}, item="A2")
    limit["slot"] = limit["id"]
    an.receipts(limit, an.photo(jpeg()), an.photo(jpeg(colour="red"), caption="Trên máy"))
    assert an.put(jpeg()).status_code in (200, 201)
    return cast


def test_the_content_is_read_with_everything_that_belongs_to_the_visit(change: Change, visited):
    report: VisitReport = change(lambda session: service.content(session, _visit(session, visited)))

    assert report.unit == "LĐLĐ huyện Hướng Hóa"
    assert [each.name for each in report.team] == ["Binh", "An", "Anh"]
    assert report.sections[0].groups[0].findings[0].text == "Còn chậm"
    assert (report.indicators[0].term, report.indicators[0].of_milestone) == ("500", "92,4%")
    arrived = [photo.arrived for group in report.photos for photo in group.photos]
    assert sorted(arrived) == [False, True]


def test_a_draft_shows_the_photo_that_arrived_and_a_frame_for_the_other(app, change, visited):
    photos = app.extensions["photos"].path

    pdf = change(lambda session: service.draw(session, _visit(session, visited), photo_path=photos))

    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "DỰ THẢO" in text
    assert text.count("(ảnh chưa về máy chủ)") == 1
    assert len([each for page in PdfReader(io.BytesIO(pdf)).pages for each in page.images]) == 1


def test_facts_take_the_same_number_of_queries_however_much_was_recorded(change, visited, phone):
    before = change(lambda session: _queries(lambda: _facts(session, visited)))
    an = phone()
    an.receipts(
        *(an.entry("note", {"text": f"{at}"}, item="A1", slot=_slot(at)) for at in range(30))
    )

    assert change(lambda session: _queries(lambda: _facts(session, visited))) == before


def test_approving_seals_what_the_report_says_and_draws_nothing(change, visited):
    sealed, said = change(lambda session: _sealed_and_said(session, visited, 1))

    assert (sealed.revision, sealed.changes) == (1, "[]")
    assert sealed.content_sha256 == snapshots.digest(said)
    assert change(lambda session: session.scalars(select(SealedFile)).all()) == []


def test_each_approval_seals_another_revision_and_the_same_content_keeps_its_digest(
    change, visited
):
    first = change(lambda session: _sealed(session, visited, 1))
    second = change(lambda session: _sealed(session, visited, 2))

    assert change(lambda session: _found(session, visited)) == (2, 1, [2, 1])
    assert first.content_sha256 == second.content_sha256
    assert second.changes == "[]"


def test_a_revision_tells_what_it_says_otherwise_than_the_last(change, visited):
    change(lambda session: _sealed(session, visited, 1))
    change(
        lambda session: Approvals(session, visited).find(visited.visit, "Đã khắc phục", item="A2")
    )

    second = change(lambda session: _sealed(session, visited, 2))

    place = "Tổ chức triển khai (mục A) – Ưu điểm"
    told = changes.Change(place, "", "- Đã khắc phục (tiêu chí A2)")
    assert changes.read(second.changes) == (told,)


def test_sealed_content_that_somebody_has_changed_is_never_drawn(change, visited):
    sealed = change(lambda session: _sealed(session, visited, 1))

    def tamper(session: Session) -> None:
        kept = session.get_one(SealedContent, sealed.content_sha256)
        kept.content = kept.content.replace("Còn chậm", "Rất tốt")

    change(tamper)

    with pytest.raises(snapshots.SnapshotBroken):
        change(lambda session: sealing.sealed_content(session, sealed))


def test_the_first_file_that_is_kept_stands_and_no_second_one_takes_its_place(
    change, visited, tmp_path
):
    sealed = change(lambda session: _sealed(session, visited, 1))

    kept = change(lambda session: _recorded(session, sealed, b"first", tmp_path))
    again = change(lambda session: _recorded(session, sealed, b"another", tmp_path))

    assert (again.sha256, again.bytes) == (kept.sha256, 5)
    assert sealing.read_file(kept, tmp_path) == b"first"
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".pdf"]


def test_of_two_who_draw_at_once_the_first_to_keep_it_wins(change, visited, tmp_path):
    sealed = change(lambda session: _sealed(session, visited, 1))

    kept = change(lambda session: _recorded_second(session, sealed, tmp_path))

    assert kept.sha256 == "f" * 64


def test_a_sealed_file_is_never_overwritten_and_a_changed_one_never_served(
    change, visited, tmp_path
):
    sealed = change(lambda session: _sealed(session, visited, 1))
    kept = change(lambda session: _recorded(session, sealed, b"%PDF", tmp_path))
    file = sealing.sealed_path(tmp_path, kept.sha256, "pdf")
    file.write_bytes(b"changed")

    with pytest.raises(sealing.SealBroken):
        sealing.keep(b"%PDF", tmp_path, "pdf")
    with pytest.raises(sealing.SealBroken):
        sealing.read_file(kept, tmp_path)

    assert file.read_bytes() == b"changed"


def test_a_sealed_file_that_is_gone_is_told_as_missing(change, visited, tmp_path):
    sealed = change(lambda session: _sealed(session, visited, 1))
    kept = change(lambda session: _recorded(session, sealed, b"%PDF", tmp_path))
    sealing.sealed_path(tmp_path, kept.sha256, "pdf").unlink()

    with pytest.raises(Problem, match="report-missing"):
        sealing.read_file(kept, tmp_path)


def _visit(session: Session, cast: Cast) -> Visit:
    return session.get_one(Visit, cast.visit.id)


def _facts(session: Session, cast: Cast) -> object:
    return queries.facts_of(session, _visit(session, cast))


def _sealed(session: Session, cast: Cast, number: int) -> Report:
    return _sealed_and_said(session, cast, number)[0]


def _sealed_and_said(session: Session, cast: Cast, number: int) -> tuple[Report, VisitReport]:
    decision = Decision(
        visit_id=cast.visit.id,
        number=number,
        move=Move.APPROVE,
        entries_seen=9,
        made_by_id=cast.binh.id,
        made_at=NOW,
    )
    session.add(decision)
    session.flush()
    visit = _visit(session, cast)
    sealed = service.seal(session, visit, decision)
    session.flush()
    return sealed, service.content(session, visit)


def _recorded(session: Session, sealed: Report, data: bytes, folder: Path) -> SealedFile:
    wanted = Wanted(Document.VISIT, "pdf")
    return sealing.record(session, sealed.id, wanted, data=data, store_dir=folder, at=NOW)


def _recorded_second(session: Session, sealed: Report, folder: Path) -> SealedFile:
    """Record a file that another keeps between our looking for one and our keeping ours."""
    row = f"({sealed.id}, 'visit', 'pdf', '{'f' * 64}', 5, '2020-11-10 02:00:00')"
    columns = "report_id, document, suffix, sha256, bytes, drawn_at"

    def keep_before_us(connection: Any, _: object, statement: str, *__: object) -> None:
        if statement.startswith("SAVEPOINT"):
            connection.exec_driver_sql(f"INSERT INTO sealed_file ({columns}) VALUES {row}")

    event.listen(db.engine, "before_cursor_execute", keep_before_us)
    try:
        return _recorded(session, sealed, b"second", folder)
    finally:
        event.remove(db.engine, "before_cursor_execute", keep_before_us)


def _found(session: Session, cast: Cast) -> tuple[int, int, list[int]]:
    visit_id = cast.visit.id
    newest, first = (
        queries.find_report(session, visit_id),
        queries.find_report(session, visit_id, 1),
    )
    assert newest is not None
    assert first is not None
    revisions = [each.revision for each in queries.reports_of(session, visit_id)]
    return newest.revision, first.revision, revisions


def _queries(act: Callable[[], object]) -> int:
    count = 0

    def tell(*_: object) -> None:
        nonlocal count
        count += 1

    event.listen(db.engine, "before_cursor_execute", tell)
    try:
        act()
    finally:
        event.remove(db.engine, "before_cursor_execute", tell)
    return count


def _slot(at: int) -> str:
    return f"00000000-0000-7000-8000-{at:012d}"
