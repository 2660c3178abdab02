"""Pages look as they looked when somebody last looked at them: see `tests/golden_pages.py`."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.golden_pages import FOLDER, PAGES, differing, is_alike, kept, marked

SOME = "score-sheet"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_its_picture(name, tmp_path):
    drawn, wanted = PAGES[name].picture(), kept(name)

    if not is_alike(drawn, wanted):
        file = tmp_path / f"{name}.png"
        marked(drawn, wanted).save(file)
        pytest.fail(
            f"{differing(drawn, wanted)} dots of {name} differ: see {file} (red: new, blue: gone). "
            f"Is it to be so? Then: .venv/bin/python -m tests.golden_pages"
        )


def test_a_picture_for_every_page_and_no_other_and_small():
    files = {file.stem: file.stat().st_size for file in FOLDER.iterdir()}

    assert files.keys() == PAGES.keys()
    assert sum(files.values()) < 400 * 1024


def _moved_line(page: Image.Image) -> Image.Image:
    """One line of text a millimetre lower."""
    moved = page.copy()
    top, bottom = _line_of_text(page)
    strip = page.crop((0, top, page.width, bottom))
    moved.paste(255, (0, top, page.width, bottom))
    moved.paste(strip, (0, top + 3))
    return moved


def _without_a_border(page: Image.Image) -> Image.Image:
    """The longest ruled line of a table wiped out, one dot wide."""
    x = max(range(page.width), key=lambda at: _inked(page, (at, 0, at + 1, page.height)))
    wiped = page.copy()
    ImageDraw.Draw(wiped).line((x, 0, x, page.height), fill=255)
    return wiped


def _missing_mark(page: Image.Image) -> Image.Image:
    """A figure gone: six dots by six."""
    top, bottom = _line_of_text(page)
    lost = page.copy()
    left = next(at for at in range(page.width) if _inked(page, (at, top, at + 1, bottom)))
    lost.paste(255, (left, top, left + 6, bottom))
    return lost


@pytest.mark.parametrize("change", [_moved_line, _without_a_border, _missing_mark])
def test_what_went_wrong_on_a_page_is_noticed(change):
    page = kept(SOME)

    assert not is_alike(change(page), page)


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.filter(ImageFilter.GaussianBlur(0.4)),
        lambda page: page.point(lambda shade: min(255, shade + 8)),
        lambda page: ImageChops.offset(page, 0),
    ],
    ids=["edges smoothed otherwise", "a paler ink", "the same"],
)
def test_how_a_page_is_smoothed_is_no_change(change):
    page = kept(SOME)

    assert is_alike(change(page), page)


def test_another_size_of_paper_is_noticed():
    page = kept(SOME)

    assert not is_alike(page.transpose(Image.Transpose.ROTATE_90), page)


def _inked(page: Image.Image, box: tuple[int, int, int, int]) -> int:
    return sum(page.crop(box).point(lambda shade: 255 if shade < 160 else 0).histogram()[255:])


def _line_of_text(page: Image.Image) -> tuple[int, int]:
    """The first line of the page: from its first row with ink to the next without."""
    rows = [_inked(page, (0, at, page.width, at + 1)) > 0 for at in range(page.height)]
    top = rows.index(True)
    return top, rows.index(False, top)
