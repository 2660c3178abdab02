"""One journey: from the member's first tap to the office's overall evaluation."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl import load_workbook
from PIL import Image, ImageStat
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.e2e.pages.desk import Desk, Review
from tests.e2e.pages.phone import PhonePage
from tests.e2e.pictures import upright_photo

FINDING = "Đề nghị Công đoàn cấp trên mở lớp tập huấn nghiệp vụ cho cán bộ cơ sở."
AGREED = "Đối chiếu sổ theo dõi, kết quả đạt mức cao hơn."
RETURNED = "Kế hoạch chưa phân công rõ; đề nghị xem lại mức chấm."
NOTE = "Kế hoạch lưu tại Văn phòng."
CAPTION = "Bảng phân công treo tại hội trường"


def test_a_visit_goes_from_the_phone_to_the_evaluation(phone, desk, scene, world, tmp_path):
    member = phone()
    fill(member, scene, tmp_path)
    hand_over(member)

    lead = desk(scene.binh)
    review(lead, scene)
    correct(member)
    approve(lead, scene)

    with world.caller(scene.an) as caller:
        check_photo(caller, scene.visit)
    office = desk(world.office)
    evaluate(office, scene)


def fill(member: PhonePage, scene, tmp_path) -> None:
    """Every kind of item, and everything that can be recorded beside one."""
    member.page.goto("/phone")
    member.look("sign-in")
    member.sign_in(scene.an)
    expect(member.page.get_by_test_id(f"visit-{scene.unit}")).to_contain_text(scene.name)
    member.look("visits")
    member.open_visit(scene.unit)
    member.look("visit")
    fill_section_a(member, tmp_path)
    fill_section_b(member)
    fill_the_rest(member)


def fill_section_a(member: PhonePage, tmp_path) -> None:
    member.section("A")
    plan, quality, points = member.item("A1"), member.item("A2"), member.item("A3")
    plan.tap("Có")
    plan.note(NOTE)
    plan.evidence("15/KH-LĐLĐ", "01/10/2020", "Kế hoạch sơ kết giữa nhiệm kỳ")
    plan.photograph(upright_photo(tmp_path), CAPTION)
    expect(plan.photos()).to_have_count(1)
    expect(member.score).to_contain_text("30 điểm trên 1/6")
    quality.level(3)
    points.give_points("Thêm 0,5", "Bớt 0,5")
    expect(points.box).to_contain_text("2,5/3")
    # 3 + 4 × 3/4 + 2,5 of the 10 points scored so far, which stand for all 30.
    expect(member.score).to_contain_text("25,5 điểm trên 3/6")
    quality.tool("Ghi nhận")
    member.look("finding")
    member.write_finding("recommendation", FINDING, to="Công đoàn cấp trên")
    member.done()
    expect(quality.box).to_contain_text(FINDING)
    member.look("section")
    member.back()


def fill_section_b(member: PhonePage) -> None:
    member.section("B")
    grown = member.item("B1")
    grown.write("Kết quả thực hiện (người)", "200")
    expect(grown.box).to_contain_text("Theo chỉ tiêu: 8/10 điểm")
    member.item("B2").not_applicable("Trong kỳ không phát sinh vụ việc.")
    member.item("B3").tap("Tốt")
    table = member.item("B4")
    table.box.get_by_role("button", name="Thêm dòng").click()
    table.write("Tên", "Tổ tự quản")
    table.write("Số", "3")
    table.level(4, group="Mức độ đầy đủ")
    member.item("B5").write("Nội dung", "Gắn kế hoạch với thực tế cơ sở.")
    member.look("section B")
    member.back()


def fill_the_rest(member: PhonePage) -> None:
    member.section("T")
    member.item("T1").tap("Có")
    member.back()
    member.section("-")
    member.item("G1").write("Nội dung", "Hội trường tầng 2")
    member.back()
    member.foot("Dự họp")
    member.add_attendee("Đại diện Ban Thường vụ", "Phó Chủ tịch")
    member.look("attendees")
    member.back()


def hand_over(member: PhonePage) -> None:
    member.foot("Kiểm tra")
    expect(member.page.get_by_text("Có thể bàn giao")).to_be_visible()
    member.look("check")
    member.back()
    receipt = member.hand_over()
    expect(receipt).to_contain_text("Máy chủ đã nhận đủ.")
    member.expect_sent()
    member.look("hand-over")
    member.back()


def review(lead: Desk, scene) -> None:
    page = lead.review(scene.name)
    see_everything(page)
    lead.look("review")
    page.begin()
    lead.told("bắt đầu")
    page.agree("B4", "3", AGREED)
    expect(page.item("B4")).to_contain_text(AGREED)
    page.give_back("A2", RETURNED, "2")
    expect(page.item("A2")).to_contain_text(RETURNED)
    lead.look("review with decisions")


def see_everything(page: Review) -> None:
    for code, words in (
        ("A1", NOTE),
        ("A1", "15/KH-LĐLĐ"),
        ("A1", CAPTION),
        ("A2", FINDING),
        ("B2", "Trong kỳ không phát sinh vụ việc."),
        ("B4", "Tổ tự quản"),
        ("B5", "Gắn kế hoạch với thực tế cơ sở."),
        ("", "Đại diện Ban Thường vụ"),
    ):
        expect(page.item(code)).to_contain_text(words)
    picture = page.item("A1").get_by_role("img", name=CAPTION)
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 240)
    page.page.locator("details", has_text="Cách tính điểm").locator("summary").click()
    expect(page.page.get_by_text(re.compile("^A: "))).to_be_visible()


def correct(member: PhonePage) -> None:
    member.freshen()
    expect(member.page.get_by_test_id("returned-banner")).to_contain_text(RETURNED)
    member.look("visit with a return")
    member.page.get_by_test_id("returned-banner").click()
    card = member.item("A2")
    expect(card.box).to_contain_text("Đề nghị")
    member.look("returned item")
    card.box.get_by_role("button", name="Đồng ý").click()
    expect(card.box.get_by_role("button", name="Đồng ý")).to_have_count(0)
    expect(card.box).to_contain_text("Đã đồng ý")
    untouched = member.item("A1").box.get_by_role("group", name="Đoàn chấm")
    expect(untouched.get_by_role("button", name="Có")).to_be_disabled()
    member.back()
    expect(member.hand_over()).to_contain_text("Máy chủ đã nhận đủ.")
    member.expect_sent()


def approve(lead: Desk, scene) -> None:
    page = lead.review(scene.name)
    expect(page.item("A2")).to_contain_text("đã bổ sung")
    page.approve()
    lead.told("duyệt")
    lead.look("approved review")
    pdf = pdf_words(lead.file_behind("Tải báo cáo (PDF)"))
    for words in (scene.name, FINDING, AGREED, CAPTION, "Phó Chủ tịch"):
        assert words in pdf, words


def evaluate(office: Desk, scene) -> None:
    office.menu("Dự thảo")
    office.look("evaluations")
    card = office.page.locator("section.card", has_text=f"Đợt thử {scene.unit[-3:].lstrip('0')}")
    card.get_by_role("button", name="Tổng hợp các cuộc khảo sát đã duyệt").click()
    office.told("Đã tổng hợp")
    expect(office.page.get_by_text(FINDING).first).to_be_visible()
    office.look("evaluation")
    files = {
        "PDF, để in": pdf_words,
        "Word, để viết tiếp": docx_words,
        "Excel, các bảng": xlsx_words,
    }
    for link, words_of in files.items():
        words = words_of(office.file_behind(link))
        assert FINDING in words, link
        assert scene.name in words, link


def check_photo(caller, visit: str) -> None:
    """What the server keeps is small, upright, and does not tell where it was taken."""
    (entry,) = [each for each in caller.entries(visit) if each["kind"] == "photo"][-1:]
    value = entry["value"]
    assert value["bytes"] <= 400 * 1024
    reply = caller.ask("GET", f"/api/v1/photos/{value['sha256']}?size=full")
    assert reply.status == 200
    picture = Image.open(io.BytesIO(reply.body))
    assert max(picture.size) == 1600
    assert picture.width < picture.height
    assert not picture.getexif()
    corner = picture.convert("RGB").crop((0, 0, picture.width // 4, picture.height // 4))
    red, _, blue = ImageStat.Stat(corner).mean
    assert red > blue


def pdf_words(data: bytes) -> str:
    return joined(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def docx_words(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        text = parts.read("word/document.xml").decode()
    return joined(re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", " ", text)))


def xlsx_words(data: bytes) -> str:
    book = load_workbook(io.BytesIO(data), read_only=True)
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return joined(" ".join(str(cell) for row in rows for cell in row if cell is not None))


def joined(words: str) -> str:
    return re.sub(r"\s+", " ", words)
