"""A form of another program: told what cannot be had, taken on agreement, and told again."""

from __future__ import annotations

import base64
import io

import pytest
from sqlalchemy import select

from forms.canonical import from_json
from survey_app.checklists.models import ChecklistVersion
from survey_app.web.checklists import fitting
from tests.support.desk import hidden, words_of
from tests.support.workbook import SOUND, Rows, workbook

IMPORT, TAKE = "/checklists/import", "/checklists/import/fitting"
SURVEY: Rows = [
    ["type", "name", "label", "relevant"],
    ["begin_group", "g1", "Tình hình"],
    ["geopoint", "noi", "Toạ độ <trụ sở>"],
    ["text", "ten", "Tên đơn vị", "${noi} = 1"],
    ["end_group"],
]
SETTINGS: Rows = [["form_title", "form_id", "version"], ["Phiếu lạ", "LA", "1"]]
FOREIGN = workbook({"survey": SURVEY, "settings": SETTINGS})


@pytest.fixture
def office(cast, desk):
    return desk(cast.chau)


def bring(browser, data):
    return browser.post(
        IMPORT,
        data={"workbook": (io.BytesIO(data), "la.xlsx")},
        content_type="multipart/form-data",
    )


def kept(look):
    return [from_json(each) for each in look(select(ChecklistVersion.content))][1:]


def test_nothing_is_taken_before_the_office_saw_what_is_left_out(office, look):
    reply = bring(office, FOREIGN)

    words = words_of(reply.get_data(as_text=True))
    assert reply.status_code == 422
    assert "1 mục, 1 câu. Phải bỏ 2 chỗ" in words
    assert "survey 3 A type geopoint bỏ cả dòng" in words
    assert "survey 4 D relevant ${noi} = 1 bỏ nội dung này của ô" in words
    assert kept(look) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_fits_is_taken_on_agreement_and_the_rest_told_for_good(office, look, language):
    office.post("/language", data={"language": language})
    page = bring(office, FOREIGN).get_data(as_text=True)

    reply = office.post(TAKE, data={"workbook": hidden(page, "workbook")})

    assert reply.status_code == 200
    assert "survey 3 A type geopoint" in words_of(reply.get_data(as_text=True))
    (draft,) = kept(look)
    assert [item.code for _, item in draft.items()] == ["ten"]
    assert draft.note.vi.startswith("Lấy từ một phiếu XLSForm, không chấm điểm. Đã bỏ 2 chỗ:\n")
    assert "survey!A3 (type) – bỏ cả dòng: Loại “geopoint”" in draft.note.vi
    assert "the whole row is left out" in draft.note.en
    shown = words_of(office.get("/checklists/LA/1").get_data(as_text=True))
    assert "survey!A3 (type)" in shown
    assert "lỗi, sửa hết" not in shown


def test_a_long_list_of_what_is_left_out_is_told_whole_and_noted_in_part(office, look):
    many: Rows = [["geopoint", f"q{n}", "Câu"] for n in range(200)]
    data = workbook({"survey": [*SURVEY[:4], *many, SURVEY[-1]], "settings": SETTINGS})

    reply = office.post(TAKE, data={"workbook": base64.b64encode(data).decode()})

    assert "survey 204 A type geopoint" in words_of(reply.get_data(as_text=True))
    (draft,) = kept(look)
    assert len(draft.note.vi) < 10_000
    assert draft.note.vi.endswith("chỗ khác")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(SOUND | {"survey": [*SOUND["survey"], ["note", "n"]]}, id="scored"),
        pytest.param({"survey": SURVEY[:3], "settings": SETTINGS}, id="not closed"),
        pytest.param({"survey": SURVEY}, id="no settings"),
    ],
)
def test_what_cannot_be_fitted_is_not_offered(office, data):
    page = bring(office, workbook(data)).get_data(as_text=True)

    assert "Bảng tính còn lỗi" in page
    assert "Nhập những gì dùng được" not in page


UNGROUPED = workbook({"survey": [SURVEY[0], ["text", "ten", "Tên"]], "settings": SETTINGS})


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_form_without_groups_is_offered_as_one_section(office, look, language):
    page = bring(office, UNGROUPED).get_data(as_text=True)
    told = words_of(page)
    office.post("/language", data={"language": language})

    reply = office.post(TAKE, data={"workbook": hidden(page, "workbook")})

    assert "mọi câu thành một mục, lấy tên phiếu là “Phiếu lạ”" in told
    assert "Đồng ý, nhập thành một mục" in told
    assert "Phải bỏ" not in told
    assert "Phiếu lạ" in words_of(reply.get_data(as_text=True))
    (draft,) = kept(look)
    assert [(each.title.vi, len(each.items)) for each in draft.sections] == [("Phiếu lạ", 1)]
    assert draft.note.vi.endswith("Phiếu gốc không chia nhóm: mọi câu thành một mục.")


def test_a_file_too_large_to_be_looked_at_says_so(office, monkeypatch):
    monkeypatch.setattr(fitting, "LARGEST", len(FOREIGN) - 1)

    told = words_of(bring(office, FOREIGN).get_data(as_text=True))

    assert "nên không xét được phần nào dùng được" in told
    assert "Nhập những gì dùng được" not in told


@pytest.mark.parametrize("sent", ["", "%%%", "UEs=", base64.b64encode(b"{}").decode()])
def test_what_the_page_did_not_send_is_told(office, look, sent):
    reply = office.post(TAKE, data={"workbook": sent}, follow_redirects=True)

    assert "Không nhập được phần nào của tệp này." in reply.get_data(as_text=True)
    assert kept(look) == []


def test_a_published_version_is_not_taken_over(office, look):
    office.post(TAKE, data={"workbook": base64.b64encode(FOREIGN).decode()})
    office.post("/checklists/LA/1/publication")
    other: Rows = [*SURVEY[:-1], ["text", "b", "Câu thêm"], SURVEY[-1]]
    data = workbook({"survey": other, "settings": SETTINGS})

    reply = office.post(
        TAKE, data={"workbook": base64.b64encode(data).decode()}, follow_redirects=True
    )

    assert "đã ban hành" in reply.get_data(as_text=True)
    assert [len(list(each.items())) for each in kept(look)] == [1]


@pytest.mark.parametrize("who", ["an", "binh", "dung", "quan"])
def test_only_the_office_takes_what_fits(cast, desk, who):
    assert desk(getattr(cast, who)).post(TAKE, data={"workbook": ""}).status_code == 403
