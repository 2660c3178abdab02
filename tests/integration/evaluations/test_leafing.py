"""A draft read a page at a time says what the whole draft says, and asks for less."""

from dataclasses import replace

import pytest

from survey_app.evaluations import editing, queries, service
from survey_app.evaluations.bars import Chart
from survey_app.evaluations.content import Part, Prose, Statements, Table, VisitFindings
from survey_app.evaluations.leafing import Leafing
from survey_app.evaluations.outline import default_outline
from survey_app.evaluations.outlining import set_outline
from survey_app.evaluations.rules import OutlineRow, Source
from survey_app.fieldwork.rules import EntryKind
from survey_app.web.evaluations.sheets import sheets_of
from tests.integration.evaluations.drafts import LATER, PLAN, VISITS, found, supersede
from tests.support.checklist import COMPLETE
from tests.support.queries import counted

# Tables before words, so that none of them is an annex; two headings with pictures.
TABLES_FIRST = (
    OutlineRow("t1", "Ghi nhận", 1, Source.FINDINGS),
    OutlineRow("t2", "Điểm", 1, Source.SCORES),
    OutlineRow("t3", "Minh chứng", 1, Source.EVIDENCE),
    OutlineRow("t4", "Chỉ tiêu", 1, Source.INDICATORS),
    OutlineRow("t5", "Đơn vị", 1, Source.UNITS, words="Lời của Văn phòng."),
    *default_outline(),
    OutlineRow("t8", "Điểm, xem lại", 1, Source.SCORES),
    OutlineRow("t9", "Kết thúc", 1, Source.OFFICE),
)


def untouched(session, draft, approvals, clerk, merge):
    """Nothing happened since the merge."""


def reopened(session, draft, approvals, clerk, merge):
    approvals.reopen(draft.visits[0])


def approved_anew(session, draft, approvals, clerk, merge):
    approvals.reopen(draft.visits[0])
    supersede(session, approvals, draft.entries[0], draft.visits[0], "Đã nói khác đi")
    approvals.approve(draft.visits[0])


def reworded_under_the_office(session, draft, approvals, clerk, merge):
    editing.word(session, found(session, draft, PLAN).id, "Lời khác", clerk=clerk, version=1)
    approved_anew(session, draft, approvals, clerk, merge)
    merge(at=LATER)


def withdrawn_under_the_office(session, draft, approvals, clerk, merge):
    editing.word(session, found(session, draft, PLAN).id, "Lời khác", clerk=clerk, version=1)
    approvals.reopen(draft.visits[0])
    approvals.withdraw(draft.entries[0])
    approvals.approve(draft.visits[0])
    merge(at=LATER)


def joined(session, draft, approvals, clerk, merge):
    into, other = found(session, draft, PLAN), found(session, draft, VISITS)
    editing.join(session, into.id, [other.id], clerk=clerk, version=1)


def left_out(session, draft, approvals, clerk, merge):
    editing.leave_out(session, found(session, draft, PLAN).id, clerk=clerk, version=1)


def written(session, draft, approvals, clerk, merge):
    editing.write(session, draft.evaluation, "4.4", "Ý của Văn phòng", clerk=clerk)


def about_an_entry(session, draft, approvals, clerk, merge):
    (visit,) = approvals.visits_from(range(50, 51))
    note = approvals.record(visit, EntryKind.NOTE, {"text": "Sổ sách đủ"}, "B1")
    photo = approvals.record(visit, EntryKind.PHOTO, {"sha256": "a" * 64, "bytes": 1}, "B1")
    approvals.find(visit, "Có sổ theo dõi", about=[str(note.slot), str(photo.slot)])
    approvals.record(visit, EntryKind.ANSWER, {"value": 231}, "B1")
    approvals.approve(visit)
    merge(at=LATER)


def tables_first(session, draft, approvals, clerk, merge):
    for visit in approvals.visits_from(range(70, 72)):
        for item, value in COMPLETE.items():
            approvals.record(visit, EntryKind.ANSWER, value, item)
        approvals.find(visit, PLAN)
        approvals.approve(visit)
    about_an_entry(session, draft, approvals, clerk, merge)
    set_outline(session, draft.evaluation.round_id, TABLES_FIRST)


HAPPENED = (
    untouched,
    reopened,
    approved_anew,
    reworded_under_the_office,
    withdrawn_under_the_office,
    joined,
    left_out,
    written,
    about_an_entry,
    tables_first,
)


def leafed(session, evaluation):
    """Heading by heading what all pages together show."""
    draft = Leafing(session, evaluation)
    sheets = sheets_of(draft.content)
    blocks: dict[int, list[Part]] = {}
    for page in sheets.pages:
        told = draft.filled((piece.place, piece.parts) for piece in page)
        for piece, parts in zip(page, told, strict=True):
            blocks.setdefault(piece.place, []).extend(parts)
    return draft.content, [tuple(parts) for _, parts in sorted(blocks.items())]


def without_notes(parts):
    return tuple(
        replace(part, lines=tuple(replace(line, note=0) for line in part.lines))
        if isinstance(part, Statements)
        else part
        for part in parts
    )


@pytest.mark.parametrize("happened", HAPPENED)
def test_all_pages_together_are_the_whole_draft(session, draft, approvals, clerk, merge, happened):
    happened(session, draft, approvals, clerk, merge)
    session.flush()
    whole = service.content_of(session, draft.evaluation)

    content, shown = leafed(session, draft.evaluation)

    assert shown == [without_notes(block.parts) for block in whole.blocks]
    assert (content.title, content.demo, content.opening) == (
        whole.title,
        whole.demo,
        whole.opening,
    )
    assert [block.heading for block in content.blocks] == [each.heading for each in whole.blocks]
    assert stale(content) == stale(whole)


def test_tables_of_every_source_are_read_for_the_page_that_shows_them(
    session, draft, approvals, clerk, merge
):
    tables_first(session, draft, approvals, clerk, merge)

    _, shown = leafed(session, draft.evaluation)

    kinds = [{type(part) for part in parts} for parts in shown]
    charts = [part.number for parts in shown for part in parts if isinstance(part, Chart)]
    assert kinds[:5] == [{VisitFindings}, {Table, Chart}, {Table}, {Table}, {Prose, Table}]
    assert charts == [1, 2, 3]


def stale(content):
    return {line.id for _, line in content.statements() if line.is_stale}


def test_what_waits_to_be_pulled_is_counted(session, draft, approvals, merge):
    (late,) = approvals.visits_from(range(60, 61))
    approvals.find(late, PLAN)
    approvals.approve(late)
    before = Leafing(session, draft.evaluation).to_pull
    approvals.reopen(draft.visits[0])
    approvals.approve(draft.visits[0])

    assert (before, Leafing(session, draft.evaluation).to_pull) == (1, 2)
    merge(at=LATER)
    assert Leafing(session, draft.evaluation).to_pull == 0


def test_a_page_of_a_draft_of_many_visits_asks_as_often(app, session, approvals, merge):
    def asked(visits):
        for visit in visits:
            approvals.find(visit, PLAN)
            approvals.find(visit, f"Riêng của {visit.unit.name}", type="limitation")
            approvals.approve(visit)
        evaluation = merge(LATER)
        session.expire_all()
        return counted(app, lambda: leafed(session, evaluation))

    visits = approvals.visits(16)

    assert asked(visits[:3]) == asked(visits[3:]) <= 30


def test_words_are_read_of_the_statements_of_the_page_alone(session, draft):
    leaves = Leafing(session, draft.evaluation)
    lines = {line.id: line for _, line in leaves.content.statements()}
    plan = queries.statements_of(session, draft.evaluation.id)[0]

    ((part,),) = leaves.filled([(1, [Statements("", (lines[plan.id],))])])

    assert isinstance(part, Statements)
    assert {line.text for line in lines.values()} == {""}
    assert [line.text for line in part.lines] == [plan.text]
