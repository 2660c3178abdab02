"""Tables from Excel: judged row by row, stored all together or, when asked, what is right."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from sqlalchemy import select

from forms.definition import Direction
from survey_app.visits.models import Target, Unit, Visit
from survey_app.visits.rules import Mode
from tests.support.desk import hidden, words_of
from tests.support.entering import enter, preview
from tests.support.queries import counted
from tests.support.workbook import Rows, workbook

UNIT = "LD-VIDU\tLĐLĐ huyện Ví Dụ\thuyện\t3\tVí Dụ\tVi Du; Ví-dụ"


@pytest.fixture
def office(cast, desk):
    return desk(cast.chau)


def test_a_preview_stores_nothing(office, cast, look):
    told = preview(office, cast, "units", UNIT)

    assert "thêm mới: 1" in told
    assert len(look(select(Unit))) == 2


def test_a_new_unit_is_stored_with_its_other_spellings(office, cast, look):
    reply = enter(office, cast, "units", UNIT)

    unit = look(select(Unit).order_by(Unit.id))[-1]
    assert reply.status_code == 303
    assert (unit.code, unit.name, unit.protocol_order) == ("LD-VIDU", "LĐLĐ huyện Ví Dụ", 3)
    assert "LD-VIDU" in office.get("/units?q=vi-du").get_data(as_text=True)


def test_a_known_code_changes_the_unit_and_its_old_name_stays_findable(office, cast, look):
    enter(office, cast, "units", "LD-DAKRONG\tLĐLĐ huyện Đa Krông\thuyện")

    assert [each.name for each in look(select(Unit).order_by(Unit.id))][1] == "LĐLĐ huyện Đa Krông"
    assert "LD-DAKRONG" in office.get("/units?q=Đakrông").get_data(as_text=True)


def test_the_same_table_again_changes_nothing(office, cast):
    enter(office, cast, "units", UNIT)

    assert "Mọi dòng đều đã có" in preview(office, cast, "units", UNIT)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("LD VIDU\tTên\thuyện", "Mã đơn vị: “LD VIDU” không phải mã"),
        ("X\t\thuyện", "Tên đơn vị: để trống; phải nhập."),
        ("X\tTên\tdoanh nghiệp", "Loại hình: “doanh nghiệp” không phải loại hình"),
        ("X\tLĐLĐ huyện Đakrông\thuyện", "tên này đã là của đơn vị LD-DAKRONG"),
        (f"{UNIT}\n{UNIT}", "“LD-VIDU” có hai dòng trong bảng."),
        ("X\tTên\thuyện\tba", "Thứ tự: “ba” không phải là số"),
        (f"X\tTên\thuyện\t{'9' * 20}", "không phải là số đúng ở ô này"),
        (f"X\tTên\thuyện\t{'9' * 5_000}", "Thứ tự: nội dung quá dài."),
        (f"X\tTên\thuyện\t\t\t\t1/1/{'9' * 20}", "không phải là ngày"),
        ("X\tTên\thuyện\t1\t\t\t31/02/2020", "Có từ ngày: “31/02/2020” không phải là ngày"),
        ("X\tTên\thuyện\t1\t\t\t02/01/2020\t01/01/2020", "ngày kết thúc trước ngày bắt đầu"),
    ],
)
def test_a_unit_that_cannot_be_is_told_and_nothing_is_stored(office, cast, look, row, sentence):
    assert sentence in preview(office, cast, "units", row)
    assert enter(office, cast, "units", row).status_code == 422
    assert len(look(select(Unit))) == 2


def test_the_right_rows_are_stored_alone_when_the_clerk_says_so(office, cast, look):
    enter(office, cast, "units", f"{UNIT}\nX\tTên\tdoanh nghiệp", act="right")

    assert [each.code for each in look(select(Unit).order_by(Unit.id))][2:] == ["LD-VIDU"]


def test_old_encodings_are_converted_only_when_the_clerk_agrees(office, cast, look):
    text = "LD-VIDU\tL§L§ huyÖn VÝ Dô\thuyÖn"
    asked = preview(office, cast, "units", text)
    refused = enter(office, cast, "units", text)
    path = f"/round/{cast.round.id}/enter/units"
    agreed = office.post(path, data={"text": text, "convert": "yes"}).get_data(as_text=True)

    assert "bảng mã cũ TCVN3" in asked
    assert "LĐLĐ huyện Ví Dụ" in asked
    assert refused.status_code == 200
    assert "LĐLĐ huyện Ví Dụ</textarea>" not in asked
    assert "LD-VIDU\tLĐLĐ huyện Ví Dụ\thuyện</textarea>" in agreed
    assert len(look(select(Unit))) == 2


def test_rows_that_are_otherwise_by_now_are_shown_again(office, cast, look):
    path = f"/round/{cast.round.id}/enter/units"
    seen = hidden(office.post(path, data={"text": UNIT}).get_data(as_text=True), "seen")
    enter(office, cast, "units", UNIT)

    reply = office.post(path, data={"text": UNIT, "seen": seen, "act": "all", "convert": "no"})

    assert reply.status_code == 409
    assert len(look(select(Unit))) == 3


def test_a_table_comes_as_a_workbook_too(office, cast):
    sheet: Rows = [
        ["Mã đơn vị", "Tên đơn vị", "Loại hình"],
        ["LD-VIDU", "LĐLĐ huyện Ví Dụ", "huyện"],
    ]
    data = {"file": (io.BytesIO(workbook({"x": sheet})), "don-vi.xlsx")}

    reply = office.post(
        f"/round/{cast.round.id}/enter/units", data=data, content_type="multipart/form-data"
    )

    assert "thêm mới: 1" in words_of(reply.get_data(as_text=True))


def test_a_file_that_is_no_workbook_is_told(office, cast):
    data = {"file": (io.BytesIO(b"PK khong phai"), "don-vi.xlsx")}

    reply = office.post(
        f"/round/{cast.round.id}/enter/units", data=data, content_type="multipart/form-data"
    )

    assert reply.status_code == 422


def test_a_visit_is_planned_with_its_whole_team(office, cast, look):
    enter(office, cast, "units", UNIT)
    row = "lđlđ huyện ví dụ\t1\tPKS-NHO\t\t16/11/2020\tHội trường\ttrực tuyến"

    reply = enter(office, cast, "visits", row)

    visit = look(select(Visit).order_by(Visit.id))[-1]
    assert reply.status_code == 303
    assert (visit.mode, visit.place, str(visit.planned_on)) == (
        Mode.ONLINE,
        "Hội trường",
        "2020-11-16",
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("KHONG\t1\tPKS-NHO", "không có đơn vị “KHONG”"),
        ("LD-DAKRONG\t9\tPKS-NHO", "không có đoàn “9”"),
        ("LD-DAKRONG\t1\tPKS-XA", "chưa ban hành phiếu “PKS-XA”"),
        ("LD-DAKRONG\t1\tPKS-NHO\t9", "chưa ban hành phiếu “PKS-NHO 9”"),
        ("LD-DAKRONG\t1\tPKS-NHO\t1\tmai", "“mai” không phải là ngày"),
        ("LD-DAKRONG\t1\tPKS-NHO\t1\t\t\tđi bộ", "“đi bộ” không phải hình thức"),
        ("LD-DAKRONG\t1\tPKS-NHO\t1\t20/11/2020", "lịch trong đợt khác với bảng"),
    ],
)
def test_a_visit_that_cannot_be_planned_is_told(office, cast, look, row, sentence):
    assert sentence in preview(office, cast, "visits", row)
    assert len(look(select(Visit))) == 2


def test_targets_are_stored_with_their_source(office, cast, look):
    row = "LD-HUONGHOA\tB2\t12,5\t25\tNghị quyết thử"

    enter(office, cast, "targets", row)

    (made,) = look(select(Target).where(Target.item == "B2"))
    assert (made.milestone, made.term, made.source) == (
        Decimal("12.5"),
        Decimal(25),
        "Nghị quyết thử",
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("LD-HUONGHOA\tA1\t1\t2\tNQ", "phiếu của đơn vị không có chỉ tiêu “A1”"),
        ("LD-HUONGHOA\tB2\tba\t\tNQ", "không phải là số"),
        ("LD-HUONGHOA\tB2\t1", "chỉ tiêu phải đi kèm nguồn"),
        ("LD-HUONGHOA\tB1\t1\t2\tNQ\ttriệu đồng", "Đơn vị tính: khác với phiếu (“người”)"),
        ("LD-HUONGHOA\tB2\t1\t2\tNQ\t\tngang", "Chiều: “ngang” không dùng được"),
        ("LD-HUONGHOA\tB2\t1\t2\tNQ\t\t\t31/02/2020", "Thời điểm chốt: “31/02/2020”"),
        ("LD-HUONGHOA\tB2\t\t\tNQ", "chỉ tiêu phải đi kèm nguồn"),
        ("LD-HUONGHOA\tB2\t1\t\tNQ\nLD-HUONGHOA\tB2\t2\t\tNQ", "có hai dòng trong bảng"),
    ],
)
def test_a_target_that_cannot_be_is_told(office, cast, look, row, sentence):
    assert sentence in preview(office, cast, "targets", row)
    assert len(look(select(Target))) == 2


def test_a_target_is_brought_with_its_measure_direction_and_day(office, cast, look):
    enter(office, cast, "targets", "LD-HUONGHOA\tB2\t1\t2\tNQ\tvụ\tCàng ít càng tốt\t30/09/2020")

    (made,) = look(select(Target).where(Target.item == "B2"))
    assert (made.measure, made.direction, str(made.cut_off_on)) == (
        "vụ",
        Direction.DOWN,
        "2020-09-30",
    )


def test_the_present_targets_come_as_a_workbook_that_can_be_brought_back(office, cast, look):
    path = f"/round/{cast.round.id}"
    workbook = office.get(f"{path}/targets.xlsx").data
    before = [(each.item, each.term, each.edition) for each in look(select(Target))]

    page = office.post(
        f"{path}/enter/targets", data={"file": (io.BytesIO(workbook), "chi-tieu.xlsx")}
    ).get_data(as_text=True)

    assert "Mọi dòng đều đã có; không có gì để lưu." in page
    assert "verdict-wrong" not in page
    assert [(each.item, each.term, each.edition) for each in look(select(Target))] == before


@pytest.mark.parametrize("what", ["units", "teams", "visits", "targets"])
def test_each_table_has_a_page_and_an_empty_workbook(office, cast, what):
    page = office.get(f"/round/{cast.round.id}/enter/{what}")
    empty = office.get(f"/round/{cast.round.id}/enter/{what}.xlsx")

    assert (page.status_code, empty.status_code) == (200, 200)
    assert empty.data[:2] == b"PK"
    assert office.post(f"/round/{cast.round.id}/enter/{what}").status_code == 422


@pytest.mark.parametrize("path", ["/round/99/enter/units", "/round/{}/enter/gi-do"])
def test_what_is_not_there_is_told(office, cast, path):
    assert office.get(path.format(cast.round.id)).status_code == 404
    assert office.post(path.format(cast.round.id)).status_code == 404


@pytest.mark.parametrize("who", ["an", "binh", "dung", "quan"])
def test_only_the_office_enters_tables(cast, desk, look, who):
    reply = desk(getattr(cast, who)).post(
        f"/round/{cast.round.id}/enter/units", data={"text": UNIT}
    )

    assert reply.status_code == 403


@pytest.mark.parametrize("what", ["units", "visits", "targets"])
def test_many_rows_ask_no_more_than_few(app, office, cast, what):
    path = f"/round/{cast.round.id}/enter/{what}"

    def asked(rows):
        text = "\n".join(f"X{n}\tB2\thuyện\t{n}\tNguồn" for n in range(rows))
        return counted(app, lambda: office.post(path, data={"text": text}))

    assert asked(60) == asked(3)
