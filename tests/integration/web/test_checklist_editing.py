"""Editing a draft in the browser: the whole, sections, items; two at once; one step back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from forms.canonical import from_json
from forms.definition import Direction, Evidence, Kind, Level, Option, Text
from forms.publishing import faults_of
from forms.xlsform import read_workbook
from survey_app.checklists import service
from survey_app.checklists.models import ChecklistVersion
from tests.support.cast import NOW
from tests.support.checklist import SMALL
from tests.support.desk import hidden, words_of
from tests.support.typing_in import form_of
from tests.support.workbook import found

NEW = replace(SMALL, version="2")
EDIT = "/checklists/PKS-NHO/2/edit"


@pytest.fixture
def office(cast, desk, change):
    change(lambda session: service.start_draft(session, NEW, at=NOW))
    return desk(cast.chau)


@pytest.fixture
def draft(look):
    """The draft as it is kept now."""
    asked = select(ChecklistVersion.content).where(ChecklistVersion.version == "2")
    return lambda: from_json(look(asked)[0])


def keep(browser, path, **typed):
    """Send a page's form with this typed into it; None takes a field away."""
    form = form_of(browser, path) | typed
    return browser.post(
        path, data={name: value for name, value in form.items() if value is not None}
    )


@pytest.mark.parametrize(
    "path",
    ["", "/sections/A", "/sections/B", "/sections/T", "/sections/@general"]
    + [f"/items/{code}" for code in ("A1", "A2", "A3", "B1", "B2", "B3", "B4", "B5", "T1", "G1")],
)
def test_saving_a_page_on_which_nothing_was_typed_changes_nothing(office, draft, path):
    reply = keep(office, f"{EDIT}{path.replace('@', '%40')}")

    assert reply.status_code == 303, words_of(reply.get_data(as_text=True))
    assert draft() == NEW


def test_the_points_of_a_section_are_moved_and_a_sum_that_differs_is_told(office, draft):
    keep(office, f"{EDIT}/sections/A", **{"points-A1": "4", "evidence-A2": "photo"})

    page = words_of(office.get(f"{EDIT}/sections/A").get_data(as_text=True))
    assert draft().find_item("A1").points == Decimal(4)
    assert draft().find_item("A2").evidence is Evidence.PHOTO
    assert "cộng lại 11 điểm; điểm của mục 10." in page
    assert len(faults_of(draft())) == 1
    assert "Bản nháp còn 1 lỗi" in page


def test_points_that_are_no_number_are_told_and_nothing_is_kept(office, draft):
    reply = keep(office, f"{EDIT}/sections/A", **{"points-A1": "ba", "title": "Tên khác"})

    assert reply.status_code == 422
    assert "“ba” không phải là số." in words_of(reply.get_data(as_text=True))
    assert draft() == NEW


@pytest.mark.parametrize(
    ("code", "typed", "field", "expected"),
    [
        ("A1", {"label": "Lời mới", "label_en": "New"}, "label", Text("Lời mới", "New")),
        ("A1", {"hint": "Xem hồ sơ"}, "hint", Text("Xem hồ sơ")),
        ("A1", {"required": "y"}, "required", True),
        (
            "A2",
            {"levels": "0 – Không\n1 – Có | Yes"},
            "levels",
            (Level(0, Text("Không")), Level(1, Text("Có", "Yes"))),
        ),
        (
            "B3",
            {"options": "x = Tốt = 1\nz = Kém = 0"},
            "options",
            (Option("x", Text("Tốt"), Decimal(1)), Option("z", Text("Kém"), Decimal(0))),
        ),
        ("B1", {"direction": "down"}, "direction", Direction.DOWN),
        ("A3", {"asked_when": "${A1} = 'yes'"}, "relevant", "${A1} = 'yes'"),
        ("A3", {"asked_when": "own", "relevant": "${A2} + 1 > 2"}, "relevant", "${A2} + 1 > 2"),
        ("A3", {"step": "0,25"}, "step", Decimal("0.25")),
    ],
)
def test_an_item_is_changed_in_one_field(office, draft, code, typed, field, expected):
    reply = keep(office, f"{EDIT}/items/{code}", **typed)

    assert reply.status_code == 303
    assert replace(found(SMALL, code), **{field: expected}) == draft().find_item(code)


def test_another_kind_leaves_nothing_of_the_kind_before(office, draft):
    keep(office, f"{EDIT}/items/A2", kind="yes_no")

    made = draft().find_item("A2")
    assert (made.kind, made.levels) == (Kind.YES_NO, ())


def test_lines_that_cannot_be_read_are_told_and_stay_on_the_page(office, draft):
    reply = keep(office, f"{EDIT}/items/A2", levels="0 – Không\nkhông có số")

    page = reply.get_data(as_text=True)
    assert reply.status_code == 422
    assert "Dòng 2 không đọc được: không có số" in words_of(page)
    assert "không có số</textarea>" in page
    assert draft() == NEW


def test_an_item_is_added_moved_to_another_section_and_taken_out(office, draft):
    new = {"inside": "A", "code": "A9", "kind": "text", "label": "Mới", "points": ""}
    before = hidden(office.get(f"{EDIT}/sections/A").get_data(as_text=True), "before")

    added = office.post(f"{EDIT}/items", data=new | {"before": before})
    keep(office, f"{EDIT}/items/A9", inside="B")
    moved = draft()
    keep(office, f"{EDIT}/sections/B", remove="A9")

    assert added.location == f"{EDIT}/items/A9"
    assert [item.code for item in moved.sections[1].items][-1] == "A9"
    assert draft() == NEW


def test_items_and_sections_change_places(office, draft):
    keep(office, f"{EDIT}/sections/A", up="A2")
    keep(office, EDIT, down="A")

    assert [each.code for each in draft().sections] == ["B", "A", "T"]
    assert [each.code for each in draft().sections[1].items] == ["A2", "A1", "A3"]


def test_a_section_is_added(office, draft):
    before = hidden(office.get(EDIT).get_data(as_text=True), "before")
    typed = {"code": "D", "title": "Mục mới", "kind": "base", "points": "5", "before": before}

    reply = office.post(f"{EDIT}/sections", data=typed)

    assert reply.location == f"{EDIT}/sections/D"
    assert draft().sections[-1].title == Text("Mục mới")


@pytest.mark.parametrize("code", ["", "mã dấu", "Mục", "9A", "x" * 33, "A1", "B"])
def test_a_code_that_cannot_be_is_told(office, draft, code):
    typed = {"code": code, "title": "x", "kind": "base"}

    assert office.post(f"{EDIT}/sections", data=typed).status_code == 422
    assert draft() == NEW


def test_settings_are_kept(office, draft):
    keep(
        office,
        EDIT,
        title="Tên mới",
        base_points="30",
        self_scores=None,
        reason_zero="y",
        gap_reason="25",
        thresholds="tot = Tốt = 80\nchua = Chưa = 0",
    )

    made = draft()
    assert (made.title.vi, made.self_scores, made.gap_reason) == ("Tên mới", False, Decimal("0.25"))
    assert [str(each) for each in made.reason_for] == ["zero"]
    assert [each.total_from for each in made.thresholds] == [Decimal(80), Decimal(0)]


def test_the_last_edit_is_undone_and_redone(office, draft):
    def undo():
        before = hidden(office.get(EDIT).get_data(as_text=True), "before")
        office.post(f"{EDIT}/undo", data={"before": before})
        return draft().title.vi

    keep(office, EDIT, title="Tên mới")

    assert (undo(), undo()) == (SMALL.title.vi, "Tên mới")


def test_who_edits_what_somebody_changed_is_told_and_keeps_what_was_typed(office, draft):
    mine = form_of(office, f"{EDIT}/items/A1") | {"label": "Của tôi"}
    keep(office, f"{EDIT}/items/A2", label="Của người khác")

    reply = office.post(f"{EDIT}/items/A1", data=mine)

    page = reply.get_data(as_text=True)
    assert reply.status_code == 409
    assert "Có người vừa sửa bản nháp này." in page
    assert "Của tôi</textarea>" in page
    assert draft().find_item("A2").label.vi == "Của người khác"


def test_what_was_edited_leaves_as_the_same_workbook(office, draft):
    keep(office, f"{EDIT}/items/A1", label="Lời mới")

    workbook = office.get("/checklists/PKS-NHO/2/workbook.xlsx")

    assert read_workbook(workbook.data) == draft()


def test_of_a_draft_with_faults_no_workbook_is_written(office):
    keep(office, f"{EDIT}/sections/A", **{"points-A1": "4"})

    for name in ("workbook.xlsx", "form.xml"):
        assert office.get(f"/checklists/PKS-NHO/2/{name}").status_code == 422


@pytest.mark.parametrize("path", ["", "/sections/A", "/items/A1"])
def test_what_is_published_is_not_edited(cast, desk, path):
    browser = desk(cast.chau)

    assert browser.get(f"/checklists/PKS-NHO/1/edit{path}").status_code == 409
    assert browser.post(f"/checklists/PKS-NHO/1/edit{path}").status_code == 409


@pytest.mark.parametrize("path", ["/sections/Z", "/items/Z"])
def test_a_part_that_is_not_there_is_told(office, path):
    assert office.get(f"{EDIT}{path}").status_code == 404
    assert office.post(f"{EDIT}{path}").status_code == 404


@pytest.mark.parametrize("who", ["an", "binh", "dung", "quan"])
@pytest.mark.parametrize("path", ["", "/sections", "/sections/A", "/items", "/items/A1", "/undo"])
def test_only_the_office_edits(cast, desk, office, draft, who, path):
    assert desk(getattr(cast, who)).post(f"{EDIT}{path}").status_code == 403
    assert draft() == NEW
