"""On paper: it opens, it has the words with all their marks, and it is the same twice."""

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from survey_app.reports.composing import content_of
from survey_app.reports.content import Edition
from survey_app.reports.layout import drawn
from tests.sample_visit import ROUND, Log, complete, facts_of
from tests.support.phone import jpeg

SEALED = Edition(2, date(2020, 11, 9), datetime(2020, 11, 9, 3, 0, tzinfo=UTC))
AWKWARD = [
    pytest.param("<b>&\"'<para>&amp;</font>", "<b>&\"'<para>&amp;</font>", id="markup is words"),
    pytest.param("ữ" * 5000, "ữ" * 20, id="a word of 5,000 letters"),
    pytest.param("Mưa lũ kéo dài. " * 1250, "Mưa lũ kéo dài.", id="20,000 characters"),
    pytest.param("\n\nmột\n\n\nhai\n", "hai", id="many lines"),
    pytest.param("עברית عربي", "[ARABIC LETTER", id="other ways of writing"),
    pytest.param("👩‍👩‍👧‍👦 tốt", "[WOMAN][WOMAN][GIRL][BOY] tốt", id="emoji"),
    pytest.param("", "BÁO CÁO", id="nothing"),
]


def test_it_opens_and_says_what_was_recorded_with_all_marks():
    log = complete()
    log.finding("strength", "Kế hoạch được triển khai kịp thời ở Đakrông", "A1")
    log.finding("recommendation", "Bổ sung chỉ tiêu", addressee="party")

    text = _text(drawn(content_of(facts_of(log)), SEALED, _nowhere))

    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Quảng Trị, ngày …… tháng …… năm ……", "Kết quả khảo sát tại LĐLĐ huyện Hướng Hóa",
        "Kế hoạch được triển khai kịp thời ở Đakrông", "Với cấp ủy Đảng", "TRƯỞNG ĐOÀN",
        "Nơi nhận:", "Phụ lục I", "Phụ lục II", "Phụ lục III", "Bản chốt lần 2",
    ):  # fmt: skip
        assert words in text, words
    assert "DỰ THẢO" not in text


def test_a_draft_and_a_demonstration_say_so_on_every_page():
    report = content_of(facts_of(complete(), round=replace(ROUND, is_demo=True)))

    pages = _read(drawn(report, Edition(), _nowhere)).pages

    for page in pages:
        assert {"DỰ THẢO", "SỐ LIỆU MINH HOẠ"} <= set(page.extract_text().split("\n"))


@pytest.mark.parametrize("rows", range(2, 22, 3))
def test_the_words_above_photos_stand_on_the_page_of_the_first_ones(rows, tmp_path):
    path = tmp_path / "tall.jpg"
    path.write_bytes(jpeg(90, 160))
    log = Log()
    for _ in range(rows):
        log.add("evidence", {"number": "54/KH", "about": "Kế hoạch sơ kết"}, "A1")
    log.photo("a" * 64, "A1", "Trang đầu của kế hoạch")
    log.photo("b" * 64, "A1", "Trang sau của kế hoạch")

    pages = _read(drawn(content_of(facts_of(log)), SEALED, lambda _: path)).pages

    [page] = [text for each in pages if "Ảnh (2)" in (text := each.extract_text())]
    assert "Ảnh A1.1" in page


def test_page_numbers_are_hidden_on_first_pages_and_begin_anew_in_annexes():
    log = Log()
    log.add("note", {"text": "Một dòng ghi chú.\n" * 60}, "A1")
    for _ in range(40):
        log.add("evidence", {"number": "54/KH", "about": "Kế hoạch sơ kết"}, "A1")

    pages = _read(drawn(content_of(facts_of(log)), SEALED, _nowhere)).pages

    assert [_number(page) for page in pages] == ["", "2", "3", "4", "", "", "", "2"]


def test_its_metadata_name_it_in_vietnamese():
    reader = _read(drawn(content_of(facts_of(complete())), SEALED, _nowhere))

    assert reader.metadata is not None
    assert reader.metadata.title == "Báo cáo kết quả khảo sát tại LĐLĐ huyện Hướng Hóa"
    assert reader.metadata.creation_date == SEALED.sealed_at
    assert str(reader.root_object["/Lang"]) == "vi-VN"
    titles = [each.title for each in reader.outline if not isinstance(each, list)]
    assert titles[0] == "I. KHÁI QUÁT"
    assert titles[-1] == "Phụ lục III. Danh mục minh chứng, ảnh"


def test_photos_go_in_byte_for_byte_once_each_with_number_and_caption(tmp_path):
    log = Log()
    paths = {}
    for at, shape in enumerate([(80, 60), (60, 80), (80, 60), (300, 10)]):
        data = jpeg(*shape, colour=f"#{at}0{at}0{at}0")
        paths[hashlib.sha256(data).hexdigest()] = tmp_path / f"{at}.jpg"
        (tmp_path / f"{at}.jpg").write_bytes(data)
    for sha256 in [*paths, next(iter(paths))]:
        log.photo(sha256, "A2", "Trang đầu kế hoạch")

    pdf = drawn(content_of(facts_of(log)), SEALED, paths.get)

    assert [pdf.count(path.read_bytes()) for path in paths.values()] == [1, 1, 1, 1]
    text = _text(pdf)
    assert [f"Ảnh A2.{at}: Trang đầu kế hoạch" in text for at in range(1, 6)] == [True] * 5


def test_a_caption_of_any_length_is_said_in_full():
    log = Log()
    words = [f"từ{at}" for at in range(2000)]
    log.photo("a" * 64, "A1", " ".join(words))

    said = _text(drawn(content_of(facts_of(log)), SEALED, _nowhere)).split()

    assert set(words) <= set(said)


def test_a_photo_that_cannot_be_shown_leaves_a_frame_that_says_why(tmp_path):
    log = Log()
    (tmp_path / "broken").write_bytes(b"\xff\xd8\xff\xc0 not a picture")
    for letter in "abc":
        log.photo(letter * 64, "A1")
    report = content_of(facts_of(log, missing_photos=frozenset({"a" * 64})))

    text = _text(drawn(report, SEALED, {"b" * 64: tmp_path / "broken"}.get))

    assert text.count("(ảnh chưa về máy chủ)") == 1
    assert text.count("(ảnh không đọc được)") == 2


def test_the_mark_of_an_unannounced_photo_is_printed_with_its_caption():
    log = Log()
    log.photo("a" * 64, "A1", "Hội trường")
    log.add("photo", {"sha256": "b" * 64, "bytes": 1, "caption": "Sổ", "consent": True}, "A1")

    text = " ".join(_text(drawn(content_of(facts_of(log)), SEALED, _nowhere)).split())

    assert text.count("(chưa xác nhận đã thông báo việc chụp ảnh)") == 1


@pytest.mark.parametrize(("typed", "printed"), AWKWARD)
def test_whatever_people_type_is_printed_as_words(typed, printed):
    log = Log()
    log.add("note", {"text": typed}, "A1")
    log.add("evidence", {"number": typed[:1000], "about": typed}, "A1")
    log.answer("A2", {"not_applicable": typed.strip() or "-"})
    log.answer("B5", {"value": typed})
    log.answer("B4", {"value": {"rows": [{"ten": typed, "so": typed}]}})
    log.finding("limitation", typed, "A1")
    log.add("attendee", {"name": typed[:1000], "position": typed[:1000], "side": "unit"})

    assert printed in _text(drawn(content_of(facts_of(log)), SEALED, _nowhere))


@given(st.text(max_size=100))
@settings(max_examples=10)
def test_no_text_breaks_it(text):
    log = Log()
    log.add("note", {"text": text}, "A1")
    log.finding("task", text)

    assert len(_read(drawn(content_of(facts_of(log)), SEALED, _nowhere)).pages) >= 5


def test_nothing_of_three_hundred_findings_is_left_out():
    log = Log()
    for at in range(300):
        log.finding("limitation", f"Ghi nhận {at:03d}: còn chậm ở vùng sâu.", "A1")

    text = _text(drawn(content_of(facts_of(log)), SEALED, _nowhere))

    assert all(f"Ghi nhận {at:03d}:" in text for at in range(300))


def test_reports_drawn_at_the_same_time_do_not_mix(restless):
    reports = [content_of(facts_of(complete(), unit=f"Đơn vị {name}")) for name in "ABCD"]
    alone = [drawn(report, SEALED, _nowhere) for report in reports]

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda report: drawn(report, SEALED, _nowhere), reports * 3))

    assert together == alone * 3


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that change places all the time, and so meet in the worst places."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.slow
def test_another_process_and_another_folder_give_the_same_bytes(tmp_path):
    made = [_digest_in_another_process(tmp_path / seed, seed) for seed in ("1", "2")]

    assert made[0] == made[1]


def _digest_in_another_process(folder: Path, seed: str) -> str:
    folder.mkdir()
    (folder / "photo.jpg").write_bytes(jpeg())
    script = (
        "import hashlib, pathlib\n"
        "from tests.sample_visit import complete, facts_of\n"
        "from tests.unit.reports.test_pdf import SEALED, content_of, drawn\n"
        "log = complete(); log.photo('a' * 64, 'A1')\n"
        f"path = pathlib.Path({str(folder / 'photo.jpg')!r})\n"
        "pdf = drawn(content_of(facts_of(log)), SEALED, lambda _: path)\n"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC-{seed}"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout.strip()


def _nowhere(_: str) -> None:
    return None


def _read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in _read(pdf).pages)


def _number(page) -> str:
    """The page number in the top margin; it is drawn before everything else."""
    first = str(page.extract_text().strip().split("\n")[0]).strip()
    return first if first.isdigit() else ""
