"""The office notes what units sent: received, missing, late; files; checked off; taken back."""

import io
from datetime import UTC, date, datetime
from types import SimpleNamespace

import openpyxl
import pytest
from sqlalchemy import select

from survey_app.core import clock
from survey_app.visits.models import Round, Unit
from survey_app.visits.receiving.models import UnitReport, UnitReportFile
from tests.support import foreign_files as files
from tests.support.approved import Approvals
from tests.support.cast import unit
from tests.support.desk import words_of
from tests.support.queries import counted

JANUARY = datetime(2021, 1, 12, 2, 0, tzinfo=UTC)
NOTED = {
    "received_on": "2021-01-08",
    "symbol": "45/BC-LĐLĐ",
    "dated_on": "2021-01-05",
    "title": "Báo cáo sơ kết giữa nhiệm kỳ",
}


@pytest.fixture(autouse=True)
def january(monkeypatch):
    """Two days after the reports were due."""
    monkeypatch.setattr(clock, "now", lambda: JANUARY)


@pytest.fixture
def due(cast, change):
    """The reports of the round are due before the tenth of January; the address of their list."""

    def set_due(session):
        session.get_one(Round, cast.round.id).reports_due_on = date(2021, 1, 10)

    change(set_due)
    return f"/round/{cast.round.id}/unit-reports"


@pytest.fixture
def units(cast, look):
    """The units of the two visits of the round."""
    found = {unit.id: unit for unit in look(select(Unit))}
    return SimpleNamespace(mine=found[cast.visit.unit_id], other=found[cast.other_visit.unit_id])


@pytest.fixture
def office(cast, desk):
    return desk(cast.chau)


@pytest.fixture
def note(office, due, units):
    """Note a report of the first visit's unit; the address of its page."""

    def noted(**more):
        data = {"unit": units.mine.code, **NOTED, **more}
        reply = office.post(due, data=data, content_type="multipart/form-data")
        assert reply.status_code == 303, words_of(reply.text)
        return reply.location

    return noted


def version(look):
    return str(look(select(UnitReport.version))[-1])


def attachment(data, name="bao cao.pdf"):
    return (io.BytesIO(data), name)


def test_a_report_is_noted_and_the_list_tells_who_is_missing(office, due, note, cast):
    before = words_of(office.get(due).text)
    note()

    after = words_of(office.get(due).text)

    assert "Đã nhận 0 trên 2 đơn vị. Hạn gửi: trước ngày 10/01/2021." in before
    assert "Đã nhận 1 trên 2 đơn vị." in after
    assert "45/BC-LĐLĐ" in after
    assert "Quá hạn trễ 3 ngày" in after


def test_the_list_is_narrowed_by_state_and_by_name(office, due, note, cast, units):
    note()
    mine, other = units.mine.name, units.other.name

    def table(query):
        return office.get(f"{due}?{query}").text.partition("<tbody>")[2]

    assert mine in table("state=received")
    assert other not in table("state=received")
    assert other in table("state=overdue")
    assert mine in table("state=unchecked")
    assert "Không có đơn vị nào khớp" in words_of(office.get(f"{due}?q=khong-co").text)


def test_the_list_as_a_workbook_has_a_row_for_each_unit(office, due, note, cast, units):
    note()

    book = openpyxl.load_workbook(io.BytesIO(office.get(f"{due}.xlsx").data))

    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    mine = next(row for row in rows if row[0] == units.mine.name)
    other = next(row for row in rows if row[0] == units.other.name)
    assert mine[1:6] == ["Đã nhận", 0, "08/01/2021", "45/BC-LĐLĐ", "05/01/2021"]
    assert other[1:3] == ["Quá hạn", 3]


def test_files_are_kept_cleaned_and_handed_out_both_ways(office, note, look):
    armed = files.armed_pdf()
    page = note(file=attachment(armed, "..\\Báo cáo Gio Linh.PDF"))
    (file,) = look(select(UnitReportFile))

    clean = office.get(f"{page}/files/{file.id}")
    original = office.get(f"{page}/files/{file.id}?as=original")

    assert (clean.status_code, original.data) == (200, armed)
    assert b"app.alert" not in clean.data
    assert clean.headers["Content-Disposition"].startswith("attachment")
    assert "bao-cao-gio-linh.pdf" in clean.headers["Content-Disposition"]
    assert (file.name, file.pages) == ("Báo cáo Gio Linh.pdf", 1)
    assert "bản gốc, chưa làm sạch" in office.get(page).text


@pytest.mark.parametrize(
    ("data", "status", "said"),
    [
        pytest.param(b"MZ", 422, "không phải PDF hay Word", id="a program called pdf"),
        pytest.param(files.locked_pdf(), 422, "đặt mật khẩu", id="locked"),
        pytest.param(files.word(word___vbaProject__bin=b"x"), 422, "macro", id="macros"),
    ],
)
def test_a_file_that_is_refused_stores_nothing_and_keeps_what_was_typed(
    office, due, cast, look, data, status, said, units
):
    sent = {"unit": units.mine.code, **NOTED, "file": attachment(data)}

    reply = office.post(due, data=sent, content_type="multipart/form-data")

    assert reply.status_code == status
    assert said in words_of(reply.text)
    assert 'value="45/BC-LĐLĐ"' in reply.text
    assert look(select(UnitReport)) == []


def test_files_are_added_taken_off_and_put_back(office, note, look):
    page = note()

    added = office.post(
        f"{page}/files", data={"file": attachment(files.word(), "bc.docx")},
        content_type="multipart/form-data",
    )  # fmt: skip
    (file,) = look(select(UnitReportFile))
    office.post(f"{page}/files/{file.id}/removal")
    off = words_of(office.get(page).text)
    office.post(f"{page}/files/{file.id}/return")

    assert added.status_code == 303
    assert "bc.docx đã gỡ" in off
    assert "bc.docx đã gỡ" not in words_of(office.get(page).text)
    nothing = office.post(f"{page}/files", data={}, content_type="multipart/form-data")
    assert (nothing.status_code, "Chọn tệp." in nothing.text) == (422, True)


def test_the_same_file_twice_is_one_file(office, note, look):
    # Made once: a document says when it was made.
    document = files.word()
    page = note(file=attachment(document, "a.docx"))
    data = {"file": attachment(document, "b.docx")}

    office.post(f"{page}/files", data=data, content_type="multipart/form-data")

    assert len(look(select(UnitReportFile))) == 1


def test_it_is_checked_off_and_the_check_taken_back(office, note, look):
    page = note()

    office.post(f"{page}/check", data={"version": version(look)})
    checked = words_of(office.get(page).text)
    office.post(f"{page}/check/undoing", data={"version": version(look)})

    assert "đã kiểm tra Chau" in checked
    assert "chưa kiểm tra" in words_of(office.get(page).text)


def test_a_report_noted_by_mistake_is_withdrawn_with_a_reason_and_restored(office, due, note, look):
    page = note()

    silent = office.post(f"{page}/withdrawal", data={"version": version(look)})
    office.post(f"{page}/withdrawal", data={"version": version(look), "reason": "nhầm đợt"})
    gone = words_of(office.get(due).text)
    office.post(f"{page}/withdrawal/undoing", data={"version": version(look)})

    assert silent.status_code == 422
    assert "Đã nhận 0 trên 2 đơn vị." in gone
    assert "Đã bỏ ghi nhận (1)" in gone
    assert "Đã nhận 1 trên 2 đơn vị." in words_of(office.get(due).text)


def test_of_two_clerks_the_second_is_told_and_nothing_is_written_over(office, note, look):
    page = note()
    first = {**NOTED, "version": "1", "title": "Của người trước"}
    second = {**NOTED, "version": "1", "title": "Của người sau"}

    replies = [office.post(page, data=data) for data in (first, second)]

    assert [reply.status_code for reply in replies] == [303, 409]
    assert 'value="Của người sau"' in replies[1].text
    assert look(select(UnitReport.title)) == ["Của người trước"]


def test_the_same_number_of_the_same_unit_is_noted_once(office, due, note, cast, look, units):
    note()

    again = office.post(
        due, data={"unit": units.mine.code, **NOTED}, content_type="multipart/form-data"
    )
    note(symbol="46/BC-LĐLĐ")

    assert again.status_code == 409
    assert "đã được ghi nhận" in again.text
    assert sorted(look(select(UnitReport.symbol))) == ["45/BC-LĐLĐ", "46/BC-LĐLĐ"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({"unit": "?"}, "Chọn đơn vị.", id="no such unit"),
        pytest.param({"received_on": ""}, "Nhập ngày nhận.", id="no day"),
        pytest.param({"received_on": "2021-01-13"}, "Ngày này chưa đến.", id="a day to come"),
        pytest.param({"symbol": "x" * 101}, "nhiều nhất 100 ký tự", id="a long number"),
    ],
)
def test_what_is_typed_wrong_is_told_beside_the_field(office, due, cast, typed, said, units):
    data = {"unit": units.mine.code, **NOTED, **typed}

    reply = office.post(due, data=data, content_type="multipart/form-data")

    assert reply.status_code == 422
    assert said in words_of(reply.text)


def test_a_unit_without_a_visit_may_have_sent_one_too(office, due, note, change):
    change(lambda session: unit(session, "LD-KHAC", "LĐLĐ huyện đảo", 900))

    before = words_of(office.get(due).text)
    note(unit="LD-KHAC")

    assert "LĐLĐ huyện đảo" not in before
    after = words_of(office.get(due).text)
    assert "LĐLĐ huyện đảo không có cuộc khảo sát trong đợt" in after
    assert "Đã nhận 1 trên 3 đơn vị." in after


@pytest.mark.parametrize("who", ["an", "binh", "dung", "quan"])
def test_dung_and_all_but_the_office_see_and_change_nothing(due, note, cast, desk, who):
    page, browser = note(), desk(getattr(cast, who))

    replies = [browser.get(each) for each in (due, f"{due}.xlsx", f"{due}/new", page)]
    replies += [browser.post(f"{page}{act}") for act in ("", "/check", "/withdrawal", "/files")]

    assert {reply.status_code for reply in replies} == {403}


def test_what_is_not_there_is_not_there(office, note):
    page = note()

    for path in ("/round/999999/unit-reports", "/unit-reports/999999", f"{page}/files/999999"):
        assert office.get(path).status_code == 404


def test_the_list_asks_as_often_for_thirty_units_as_for_three(app, office, due, note, cast, change):
    note()
    few = counted(app, lambda: office.get(due))

    def more(session):
        for each in Approvals(session, cast).visits(28):
            session.add(
                UnitReport(
                    round_id=cast.round.id,
                    unit_id=each.unit_id,
                    received_on=date(2021, 1, 9),
                    noted_at=JANUARY,
                    noted_by_id=cast.chau.id,
                )
            )

    change(more)

    assert counted(app, lambda: office.get(due)) == few
    assert "Đã nhận 29 trên 30 đơn vị." in words_of(office.get(due).text)
