"""A statement names a unit's own report: in each format, through joining, until withdrawn."""

import io
from datetime import date

import openpyxl
import pypdf
import pytest
from docx import Document
from sqlalchemy import select

from survey_app.evaluations import service
from survey_app.evaluations.content import VisitFindings
from survey_app.evaluations.layout_excel import excel
from survey_app.evaluations.layout_pdf import pdf
from survey_app.evaluations.layout_word import word
from survey_app.evaluations.models import Evaluation, Statement, StatementCitation
from survey_app.visits.models import Round
from survey_app.visits.receiving import service as receiving
from survey_app.visits.receiving.models import UnitReport
from survey_app.visits.receiving.rules import ReportFacts
from tests.support.approved import Approvals
from tests.support.cast import NOW
from tests.support.desk import words_of

PLAN = "Đã ban hành kế hoạch sơ kết đúng thời gian"
OTHER = "Thường xuyên thăm hỏi đoàn viên ốm đau ở các cơ sở"
CITED = "Báo cáo số 45/BC-LĐLĐ ngày 05/01/2021 của LĐLĐ huyện số 0, trang 5"


@pytest.fixture
def report_id(cast, draft, change):
    """The report of the first unit of the draft."""

    def noted(session):
        unit_id = session.scalars(select(Statement)).first().sources[0].visit.unit_id
        facts = ReportFacts(date(2021, 1, 8), "45/BC-LĐLĐ", date(2021, 1, 5))
        by = receiving.By(cast.chau.id, NOW)
        return receiving.note(session, cast.round.id, unit_id, facts, by).id

    return change(noted)


@pytest.fixture
def draft(cast, change):
    """The address of a draft of two units that say two things."""

    def made(session):
        approvals = Approvals(session, cast)
        for visit, words in zip(approvals.visits(2), (PLAN, OTHER), strict=True):
            approvals.find(visit, words)
            approvals.approve(visit)
        return service.merge(session, cast.round.id, at=NOW, made_by_id=cast.chau.id).id

    return f"/evaluations/{change(made)}"


@pytest.fixture
def chau(desk, cast):
    return desk(cast.chau)


@pytest.fixture
def at(draft, look):
    """The address of the statement with these words."""

    def page(words):
        (row,) = look(select(Statement).where(Statement.text == words))
        return f"{draft}/statements/{row.id}"

    return page


@pytest.fixture
def cite(chau, at, report_id):
    def cited(words=PLAN, place="trang 5"):
        return chau.post(f"{at(words)}/citations", data={"report": report_id, "place": place})

    return cited


@pytest.fixture
def content(change):
    """What the evaluation says now."""

    def now():
        return change(
            lambda session: service.content_of(session, session.scalars(select(Evaluation)).one())
        )

    return now


def test_a_statement_names_the_report_in_every_format(cite, content):
    cite()

    made = content()

    pages = "".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(pdf(made))).pages)
    assert CITED in " ".join(pages.split())
    notes = [
        part.blob.decode()
        for part in Document(io.BytesIO(word(made))).part.package.iter_parts()
        if "footnotes" in str(part.partname)
    ]
    assert CITED in "".join(notes)
    book = openpyxl.load_workbook(io.BytesIO(excel(made)))
    rows = {row[3]: row[9] for row in book["Ghi nhận"].iter_rows(min_row=4, values_only=True)}
    assert (rows[PLAN], rows[OTHER]) == (CITED, "")
    sources = [row[3] for row in book["Nguồn ghi nhận"].iter_rows(min_row=4, values_only=True)]
    assert sources.count(CITED) == 1


def test_the_page_tells_it_and_takes_it_off(chau, cite, at, look):
    cite()
    cite()
    page = words_of(chau.get(at(PLAN)).text)
    (row,) = look(select(StatementCitation))

    off = chau.post(f"{at(PLAN)}/citations/{row.id}/removal")

    assert page.count(CITED) == 2  # once on the page, once in its history
    assert off.status_code == 303
    assert look(select(StatementCitation)) == []
    assert "Bỏ trích dẫn báo cáo của đơn vị" in words_of(chau.get(at(PLAN)).text)


def test_an_office_statement_with_nothing_but_a_report_has_a_note_too(
    chau, draft, report_id, look, content
):
    chau.post(f"{draft}/statements", data={"heading": "1.2", "text": "Có lũ lớn."})
    (row,) = look(select(Statement).where(Statement.edited == "Có lũ lớn."))
    chau.post(f"{draft}/statements/{row.id}/citations", data={"report": report_id})

    line = next(line for _, line in content().statements() if line.id == row.id)

    assert line.note > 0
    assert line.cited() == "Báo cáo số 45/BC-LĐLĐ ngày 05/01/2021 của LĐLĐ huyện số 0"


def test_what_is_joined_brings_its_citations_and_takes_them_back(chau, cite, at, content):
    cite(OTHER)
    other = at(OTHER).rpartition("/")[2]

    def reports(words):
        return next(line.reports for _, line in content().statements() if line.text == words)

    chau.post(f"{at(PLAN)}/joining", data={"other": other, "version": "1"})
    joined = reports(PLAN)
    page = words_of(chau.get(at(PLAN)).text)

    assert joined == (CITED,)
    assert CITED in page


def test_a_report_that_was_withdrawn_is_told_on_the_page_and_not_printed(
    cast, chau, cite, at, change, content, report_id
):
    cite()

    def withdraw(session):
        row = session.get_one(UnitReport, report_id)
        by = receiving.By(cast.chau.id, NOW)
        receiving.withdraw(session, row, by, reason="nhầm", seen=row.version)

    change(withdraw)

    assert "báo cáo đã bỏ ghi nhận, không in" in words_of(chau.get(at(PLAN)).text)
    assert all(line.reports == () for _, line in content().statements())
    assert PLAN in words_of(chau.get(f"/unit-reports/{report_id}").text)
    assert cite(OTHER).status_code == 404


@pytest.mark.parametrize(
    ("data", "status"),
    [
        pytest.param({}, 422, id="nothing chosen"),
        pytest.param({"report": "999999"}, 404, id="no such report"),
        pytest.param({"report": "x"}, 422, id="no number"),
    ],
)
def test_what_cannot_be_cited_is_told(chau, at, look, data, status):
    assert chau.post(f"{at(PLAN)}/citations", data=data).status_code == status
    assert look(select(StatementCitation)) == []


def test_a_place_too_long_is_refused(cite, look):
    assert cite(place="x" * 201).status_code == 422
    assert look(select(StatementCitation)) == []


def test_a_report_of_another_round_is_not_there(chau, at, cast, change, report_id):
    def moved(session):
        elsewhere = Round(name="Đợt khác", starts_on=date(2021, 3, 1), ends_on=date(2021, 3, 2))
        session.add(elsewhere)
        session.flush()
        session.get_one(UnitReport, report_id).round_id = elsewhere.id

    change(moved)

    assert chau.post(f"{at(PLAN)}/citations", data={"report": report_id}).status_code == 404


@pytest.mark.parametrize("who", ["an", "binh", "dung", "quan"])
def test_dung_and_all_but_the_office_cite_nothing(at, cast, desk, who, report_id):
    browser = desk(getattr(cast, who))

    replies = [browser.post(f"{at(PLAN)}/citations{act}") for act in ("", "/1/removal")]

    assert {reply.status_code for reply in replies} == {403}


def test_the_findings_at_a_unit_name_the_report_that_it_sent_itself(report_id, content):
    made = content()
    told = {
        part.title: part.about
        for block in (*made.blocks, *made.annexes)
        for part in block.parts
        if isinstance(part, VisitFindings)
    }

    said = "; báo cáo của đơn vị: số 45/BC-LĐLĐ, nhận ngày 08/01/2021"
    assert [said in about for about in told.values()] == [True, False]
