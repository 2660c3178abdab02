import unicodedata

import pytest

from survey_app.evaluations.alike import closest, match_key, words_of

LONG = "Công tác phát triển đoàn viên ở doanh nghiệp ngoài khu vực nhà nước được quan tâm chỉ đạo"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Đã ban hành kế hoạch.", "đã ban hành kế hoạch", id="case and full stop"),
        pytest.param("Đã ban  hành\nkế hoạch", "Đã ban hành kế hoạch", id="spaces and lines"),
        pytest.param("Da ban hanh ke hoach", "Đã ban hành kế hoạch", id="typed without marks"),
        pytest.param("Thoả ước – lao động", "Thỏa ước (lao động)", id="old and new spelling"),
        pytest.param(unicodedata.normalize("NFD", LONG), LONG, id="decomposed"),
    ],
)
def test_the_same_words_have_the_same_key(one, other):
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Đã ban hành kế hoạch", "Chưa ban hành kế hoạch", id="a word"),
        pytest.param("Đạt 231 đoàn viên", "Đạt 131 đoàn viên", id="a figure"),
        pytest.param("…", "???", id="only signs, different ones"),
    ],
)
def test_other_words_have_another_key(one, other):
    assert match_key(one) != match_key(other)


@pytest.mark.parametrize(
    ("told", "standing"),
    [
        pytest.param(f"{LONG} tốt", f"{LONG}, tốt.", id="punctuation"),
        pytest.param(f"{LONG} thường xuyên", LONG, id="a word more"),
        pytest.param(f"Nhìn chung {LONG.lower()}", LONG, id="an opening"),
        pytest.param(
            "Cán bộ công đoàn kiêm nhiệm thường thay đổi",
            "Thường thay đổi cán bộ công đoàn kiêm nhiệm",
            id="another order",
        ),
    ],
)
def test_nearly_the_same_is_found(told, standing):
    assert closest(words_of(told), {7: words_of(standing)}) == 7


@pytest.mark.parametrize(
    ("told", "standing"),
    [
        pytest.param(f"{LONG} hơn", LONG, id="a word that weighs"),
        pytest.param(LONG.replace("được", "chưa được"), LONG, id="a denial"),
        pytest.param(f"{LONG} với 12 đơn vị", f"{LONG} với 2 đơn vị", id="a figure"),
        pytest.param(f"{LONG} ở Gio Linh", f"{LONG} ở Cam Lộ", id="a name"),
        pytest.param(f"{LONG} của LĐLĐ", LONG, id="an organisation"),
        pytest.param("Thiếu kinh phí", "Thiếu kinh phí và con người cho mọi mặt", id="a part"),
        pytest.param("Kinh phí hạn hẹp", "Biên chế hạn hẹp", id="another subject"),
        pytest.param("…", "…", id="no words at all"),
    ],
)
def test_what_means_something_else_is_kept_apart(told, standing):
    assert closest(words_of(told), {7: words_of(standing)}) is None


def test_a_text_of_pages_is_joined_only_when_it_is_the_same():
    page = "Công đoàn cơ sở hoạt động đều. " * 100

    assert closest(words_of(page), {1: words_of(page + "Hết.")}) is None
    assert match_key(page) == match_key(page.upper())
