"""The typeface has every letter, and nothing that people type is drawn as nothing."""

import io
import shutil
from pathlib import Path

import pytest
import reportlab
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from survey_app.reports import fonts


def test_vietnamese_has_134_letters_outside_ascii():
    letters = fonts.vietnamese_letters()

    assert len(letters) == len(set(letters)) == 134
    assert set("ữỡệẵặĐđẪỖỸỵ") <= set(letters)


def test_the_four_styles_have_every_letter():
    fonts.check_coverage()


def test_a_font_without_a_vietnamese_letter_is_refused(tmp_path, monkeypatch):
    _fonts_in(tmp_path, Path(reportlab.__file__).parent / "fonts" / "Vera.ttf", monkeypatch)

    with pytest.raises(fonts.FontFault, match=r"Tinos-Bold.ttf lacks \d+ characters: U\+"):
        fonts.check_coverage()


def test_a_broken_font_file_is_refused(tmp_path, monkeypatch):
    (tmp_path / "broken.ttf").write_bytes(b"not a font")
    _fonts_in(tmp_path / "fonts", tmp_path / "broken.ttf", monkeypatch)

    with pytest.raises(fonts.FontFault, match="cannot be read"):
        fonts.check_coverage()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        pytest.param("Hướng Hóa", "Hướng Hóa", id="as it is"),
        pytest.param("Nguyê\u0303n", "Nguyễn", id="composed"),
        pytest.param("a\x00b\x1bc\ud800d", "abcd", id="controls and half characters go"),
        pytest.param("a\u202eb\u200bc\ufeff", "abc", id="what only steers other text goes"),
        pytest.param(
            "tốt 👍🏽 会议",
            "tốt [THUMBS UP SIGN][EMOJI MODIFIER FITZPATRICK TYPE-4] "
            "[CJK UNIFIED IDEOGRAPH-4F1A][CJK UNIFIED IDEOGRAPH-8BAE]",
            id="what the font lacks is named",
        ),
        pytest.param("😀😀😀 😀", "[GRINNING FACE ×3] [GRINNING FACE]", id="and counted"),
        pytest.param("\ue000", "[U+E000]", id="what has no name has its number"),
        pytest.param("❤\ufe0f", "[HEAVY BLACK HEART]", id="the selector of an emoji goes with it"),
        pytest.param("một\u00a0hai", "một\u00a0hai", id="a hard space stays hard"),
        pytest.param("một\u3000hai\tba", "một hai ba", id="other spaces are spaces"),
        pytest.param("một\nhai", "một\nhai", id="new lines stay"),
        pytest.param("≥ 90% – “…” • 1.000₫", "≥ 90% – “…” • 1.000₫", id="signs"),
    ],
)
def test_printable(typed, printed):
    assert fonts.printable(typed) == printed


@given(st.text(st.characters(exclude_categories=()), max_size=50))
def test_what_is_printable_once_stays_as_it_is(text):
    printed = fonts.printable(text)

    assert fonts.printable(printed) == printed
    assert printed.encode().decode() == printed


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Đakrông, 12,5% [1] “tốt”…", []),
        ("Nguye\u0302\u0303n\u200d \u202eđảo\u202c\ufe0f", []),
        ("◐ và 😀, lại 😀 [😀]", ["◐", "😀"]),
        ("Z\u0301\u0301 \ue000", ["\ue000"]),
    ],
)
def test_lacking_tells_each_character_that_is_spelled_out_once(typed, told):
    assert fonts.lacking(typed) == told


def test_a_character_that_no_font_has_never_reaches_the_paper():
    fonts.register()
    canvas = Canvas(io.BytesIO())
    canvas.setFont(fonts.REGULAR, 12)

    with pytest.raises(fonts.MissingGlyph, match=r"GRINNING FACE \(U\+1F600\)"):
        canvas.drawString(10, 10, "Tốt 😀")


def _fonts_in(folder: Path, bold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of fonts in which the bold one is another file; nothing read before is believed."""
    folder.mkdir(exist_ok=True)
    for name in fonts.FILES.values():
        shutil.copy(fonts.FOLDER / name, folder / name)
    shutil.copy(bold, folder / fonts.FILES[fonts.BOLD])
    monkeypatch.setattr(fonts, "FOLDER", folder)
    monkeypatch.setattr(fonts, "_font", fonts._font.__wrapped__)
    monkeypatch.setattr(fonts, "_characters", fonts._characters.__wrapped__)
