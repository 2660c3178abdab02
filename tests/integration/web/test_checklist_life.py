"""A version from its beginning to its end: begun, compared, published, moved to, retired."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from forms.definition import Text
from survey_app.checklists import service
from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.rules import VersionState
from survey_app.core.problems import Problem
from survey_app.visits.models import PlanChange, Visit
from tests.support.cast import NOW, version
from tests.support.checklist import SMALL
from tests.support.desk import ANSWERS, words_of
from tests.support.queries import counted

A = SMALL.sections[0]
# A3 gives its point to A1, and A2 has other words.
ITEMS = (
    replace(A.items[0], points=Decimal(4)),
    replace(A.items[1], label=Text("Chất lượng của kế hoạch")),
    replace(A.items[2], points=Decimal(2)),
)
NEW = replace(SMALL, version="2", sections=(replace(A, items=ITEMS), *SMALL.sections[1:]))
DRAFT = "/checklists/PKS-NHO/2"


@pytest.fixture
def office(cast, desk):
    return desk(cast.chau)


@pytest.fixture
def drafted(change):
    change(lambda session: service.start_draft(session, NEW, at=NOW))


@pytest.fixture
def published(drafted, change):
    change(lambda session: service.publish(session, "PKS-NHO", "2", at=NOW))


def pinned(look):
    return [each.checklist_version_id for each in look(select(Visit).order_by(Visit.id))]


def test_before_publishing_the_differences_are_told(office, drafted):
    words = words_of(office.get(f"{DRAFT}/publication").get_data(as_text=True))

    assert "3 điểm khác. Trước: phiên bản 1. Sau: phiên bản 2." in words
    assert "Đổi điểm điểm chuẩn A1 Đã ban hành kế hoạch 3 4" in words
    assert "A2 Chất lượng của kế hoạch Chất lượng kế hoạch Chất lượng của kế hoạch" in words


def test_before_publishing_it_is_told_what_is_touched(office, drafted, phone):
    an = phone()
    an.receipts(*(an.answer(item, value) for item, value in ANSWERS.items()))

    words = words_of(office.get(f"{DRAFT}/publication").get_data(as_text=True))

    assert "2 cuộc khảo sát đang dùng phiên bản khác" in words
    assert "1 cuộc chưa ghi gì có thể chuyển" in words
    assert "2 câu trả lời của 1 cuộc và 0 điểm thống nhất" in words


def test_publishing_keeps_the_notes_and_moves_no_visit(office, drafted, look):
    before = pinned(look)

    reply = office.post(f"{DRAFT}/publication", data={"notes": "Theo Thông báo thử."})

    assert reply.status_code == 303
    assert "Theo Thông báo thử." in office.get(DRAFT).get_data(as_text=True)
    assert pinned(look) == before


def test_notes_that_are_too_long_are_told_and_nothing_is_published(office, drafted, look):
    reply = office.post(f"{DRAFT}/publication", data={"notes": "x" * 5001})

    assert reply.status_code == 422
    states = look(select(ChecklistVersion.state).order_by(ChecklistVersion.id))
    assert states == [VersionState.PUBLISHED, VersionState.DRAFT]


def test_a_draft_with_faults_is_not_published(office, change, look):
    items = (replace(A.items[0], points=Decimal(9)), *A.items[1:])
    faulty = replace(NEW, sections=(replace(A, items=items), *SMALL.sections[1:]))
    change(lambda session: service.start_draft(session, faulty, at=NOW))

    page = office.get(f"{DRAFT}/publication").get_data(as_text=True)
    reply = office.post(f"{DRAFT}/publication")

    assert "Chưa ban hành được: phiếu còn 1 lỗi" in page
    assert reply.status_code == 422
    assert look(select(ChecklistVersion.state))[-1] is VersionState.DRAFT


def test_a_planned_visit_is_moved_by_choice_and_its_plan_tells_it(
    cast, office, published, look, phone
):
    an = phone()
    an.receipts(an.answer("A1", {"value": "yes"}))
    keys = [str(cast.visit.key), str(cast.other_visit.key)]

    reply = office.post(f"{DRAFT}/visits", data={"visits": keys})

    assert reply.status_code == 303
    old, new = look(select(ChecklistVersion.id).order_by(ChecklistVersion.id))
    assert pinned(look) == [old, new]
    (told,) = look(select(PlanChange))
    assert (told.visit_id, told.reason) == (
        cast.other_visit.id,
        "Chuyển phiếu PKS-NHO từ phiên bản 1 sang 2.",
    )


def test_a_phone_of_a_moved_visit_is_given_the_new_version(cast, office, published, phone):
    office.post(f"{DRAFT}/visits", data={"visits": [str(cast.visit.key)]})

    (mine,) = phone().get("/visits").get_json()["visits"]

    assert mine["checklist"]["version"] == "2"


@pytest.mark.parametrize("chosen", [[], ["khong-co"]])
def test_moving_nothing_is_told(office, published, chosen):
    assert office.post(f"{DRAFT}/visits", data={"visits": chosen}).status_code == 422


def test_no_visit_is_moved_to_a_draft(cast, office, drafted, look):
    reply = office.post(f"{DRAFT}/visits", data={"visits": [str(cast.visit.key)]})

    assert reply.status_code == 404
    assert len(set(pinned(look))) == 1


def test_a_version_is_retired_and_brought_back(office, published, look):
    office.post(f"{DRAFT}/retirement")
    retired = look(select(ChecklistVersion.state))[-1]
    office.post(f"{DRAFT}/reinstatement")

    assert (retired, look(select(ChecklistVersion.state))[-1]) == (
        VersionState.RETIRED,
        VersionState.PUBLISHED,
    )


def test_a_draft_is_discarded_and_what_was_published_is_not(office, drafted, look):
    gone = office.post(f"{DRAFT}/discarding")
    kept = office.post("/checklists/PKS-NHO/1/discarding")

    assert (gone.status_code, kept.status_code) == (303, 409)
    assert look(select(ChecklistVersion.version)) == ["1"]


@pytest.mark.parametrize(
    ("source", "code"), [("PKS-NHO 1", "PKS-NHO"), ("* PKS-HUYEN", "PKS-CUA-TINH")]
)
def test_a_draft_begins_from_what_is_there(office, look, source, code):
    form = {"source": source, "code": code, "version": "2020.2"}

    reply = office.post("/checklists/new", data=form)

    made = look(select(ChecklistVersion).order_by(ChecklistVersion.id))[-1]
    assert reply.location == f"/checklists/{code}/2020.2"
    assert (made.code, made.version, made.state) == (code, "2020.2", VersionState.DRAFT)


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"source": "PKS-NHO 1", "code": "PKS-NHO", "version": "1"}, 409),
        ({"source": "PKS-NHO 1", "code": "PKS-NHO", "version": ""}, 422),
        ({"source": "PKS-NHO 1", "code": "phiếu", "version": "2"}, 422),
        ({"source": "không có", "code": "PKS-NHO", "version": "2"}, 422),
        ({}, 422),
    ],
)
def test_what_cannot_be_begun_is_told(office, look, form, status):
    assert office.post("/checklists/new", data=form).status_code == status
    assert len(look(select(ChecklistVersion))) == 1


def test_two_versions_are_compared_by_whoever_may_read_them(cast, desk, published):
    words = words_of(
        desk(cast.an).get("/checklists/PKS-NHO/1/differences?with=2").get_data(as_text=True)
    )

    assert "3 điểm khác. Trước: phiên bản 2. Sau: phiên bản 1." in words


def test_a_checklist_of_one_version_has_nothing_to_compare_with(office):
    page = office.get("/checklists/PKS-NHO/1/differences").get_data(as_text=True)

    assert "chỉ có một phiên bản" in page


def test_a_version_leaves_as_an_xform(office):
    reply = office.get("/checklists/PKS-NHO/1/form.xml")

    assert reply.mimetype == "application/xml"
    assert reply.data.startswith(b"<?xml")
    assert 'bind nodeset="/data/A/A1"' in reply.get_data(as_text=True)


@pytest.mark.parametrize("who", ["an", "binh", "dung", "quan"])
@pytest.mark.parametrize(
    "path",
    [
        "/checklists/new",
        "/checklists/PKS-NHO/1/publication",
        "/checklists/PKS-NHO/1/retirement",
        "/checklists/PKS-NHO/1/discarding",
        "/checklists/PKS-NHO/1/visits",
    ],
)
def test_only_the_office_begins_publishes_retires_and_moves(cast, desk, look, who, path):
    assert desk(getattr(cast, who)).post(path).status_code == 403
    assert look(select(ChecklistVersion.state)) == [VersionState.PUBLISHED]


@pytest.mark.parametrize("path", ["differences", "trial", "form.xml", "workbook.xlsx"])
def test_a_draft_is_not_there_for_others_than_the_office(cast, desk, drafted, path):
    assert desk(cast.binh).get(f"{DRAFT}/{path}").status_code == 404


def test_a_draft_that_somebody_changed_meanwhile_is_not_overwritten(drafted, change, look):
    def edit(session):
        draft = session.scalar(select(ChecklistVersion).where(ChecklistVersion.version == "2"))
        service.edit_draft(session, draft, NEW, before="anything else", at=NOW)

    with pytest.raises(Problem, match="checklist-changed-meanwhile"):
        change(edit)


def test_the_page_of_publishing_asks_as_often_for_many_visits(app, cast, office, drafted, change):
    few = counted(app, lambda: office.get(f"{DRAFT}/publication"))
    change(lambda session: [version(session, replace(SMALL, version=f"c{n}")) for n in range(20)])

    assert counted(app, lambda: office.get(f"{DRAFT}/publication")) <= few
