"""Pictures for the demonstration: drawn, never taken, and each says so in large letters."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from survey_app.commands.demo_round.phone import Picture
from survey_app.reports.fonts import BOLD, FILES, FOLDER

LANDSCAPE, PORTRAIT = (1600, 1200), (1200, 1600)
QUALITY = 80
MARK = "ẢNH MINH HOẠ"
_GRAIN = 0.035
_INK = (255, 255, 255)
_SHADE = (20, 28, 38)
# Sky and ground: a wet November, from the coast to the hills.
_GROUNDS = (
    ((205, 220, 232), (96, 128, 92)),
    ((236, 216, 186), (138, 104, 72)),
    ((190, 208, 214), (70, 104, 122)),
    ((228, 224, 206), (118, 132, 70)),
    ((214, 206, 222), (104, 92, 128)),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a picture is to show: a page, a meeting, a workshop, a place; and its lettering."""

    scene: str
    unit: str
    item: str
    number: int


def draw(subject: Subject) -> Picture:
    """A JPEG of about 150 KB; the same subject gives the same bytes."""
    chance = random.Random(f"{subject.unit} {subject.item} {subject.number}")  # noqa: S311 - not a secret
    size = PORTRAIT if subject.scene == "page" or chance.random() < 0.2 else LANDSCAPE
    image = _ground(size, chance)
    SCENES[subject.scene](ImageDraw.Draw(image), size, chance)
    _letter(ImageDraw.Draw(image), size, subject)
    image = Image.blend(image, _grain(size), _GRAIN)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return Picture(out.getvalue(), *size)


def _ground(size: tuple[int, int], chance: random.Random) -> Image.Image:
    above, below = chance.choice(_GROUNDS)
    slope = Image.linear_gradient("L").resize(size)
    return Image.composite(Image.new("RGB", size, below), Image.new("RGB", size, above), slope)


def _page(pen: ImageDraw.ImageDraw, size: tuple[int, int], chance: random.Random) -> None:
    """The first page of a document lying on a table."""
    width, height = size
    left, top, right, bottom = 0.14 * width, 0.1 * height, 0.86 * width, 0.77 * height
    pen.rectangle((left + 14, top + 14, right + 14, bottom + 14), fill=(70, 62, 54))
    pen.rectangle((left, top, right, bottom), fill=(250, 249, 244))
    for row in range(26):
        y = top + 90 + row * (bottom - top - 180) / 26
        end = right - 70 - chance.random() * 0.25 * width
        pen.line((left + 70, y, end, y), fill=(120, 120, 124), width=7)
    pen.ellipse(
        (right - 330, bottom - 330, right - 110, bottom - 110), outline=(186, 60, 52), width=9
    )


def _meeting(pen: ImageDraw.ImageDraw, size: tuple[int, int], chance: random.Random) -> None:
    """Shapes round a table; nobody in particular."""
    width, height = size
    pen.rectangle((0.1 * width, 0.12 * height, 0.9 * width, 0.3 * height), fill=(168, 44, 44))
    for place in range(7):
        x = (0.12 + 0.125 * place) * width
        y = (0.46 + 0.04 * chance.random()) * height
        coat = tuple(chance.randrange(60, 190) for _ in range(3))
        pen.ellipse((x - 44, y - 100, x + 44, y - 12), fill=(206, 172, 146))
        pen.rounded_rectangle((x - 74, y, x + 74, y + 240), 36, fill=coat)
    pen.polygon(
        (
            (0.04 * width, 0.92 * height),
            (0.16 * width, 0.6 * height),
            (0.84 * width, 0.6 * height),
            (0.96 * width, 0.92 * height),
        ),
        fill=(120, 82, 52),
    )


def _workshop(pen: ImageDraw.ImageDraw, size: tuple[int, int], chance: random.Random) -> None:
    """Rows of machines under a roof."""
    width, height = size
    pen.polygon(
        ((0, 0.3 * height), (0.5 * width, 0.08 * height), (width, 0.3 * height)), fill=(92, 98, 106)
    )
    for row in range(3):
        for place in range(6):
            x, y = (0.06 + 0.155 * place) * width, (0.42 + 0.17 * row) * height
            tint = 70 + chance.randrange(90)
            pen.rectangle(
                (x, y, x + 0.11 * width, y + 0.1 * height), fill=(tint, tint + 18, tint + 30)
            )
            pen.ellipse((x + 20, y - 34, x + 70, y + 16), fill=(214, 178, 64))


def _place(pen: ImageDraw.ImageDraw, size: tuple[int, int], chance: random.Random) -> None:
    """Hills and a building with a flag."""
    width, height = size
    for hill in range(4):
        x = (hill / 4 + 0.2 * chance.random()) * width
        peak = (0.3 + 0.2 * chance.random()) * height
        tint = 90 + 18 * hill
        pen.polygon(
            ((x - 0.4 * width, 0.75 * height), (x, peak), (x + 0.45 * width, 0.75 * height)),
            fill=(tint - 30, tint + 14, tint - 24),
        )
    pen.rectangle((0.3 * width, 0.46 * height, 0.7 * width, 0.8 * height), fill=(232, 206, 150))
    pen.polygon(
        (
            (0.27 * width, 0.46 * height),
            (0.5 * width, 0.34 * height),
            (0.73 * width, 0.46 * height),
        ),
        fill=(166, 74, 58),
    )
    for window in range(4):
        x = (0.34 + 0.09 * window) * width
        pen.rectangle((x, 0.54 * height, x + 0.05 * width, 0.66 * height), fill=(98, 128, 150))


SCENES = {"page": _page, "meeting": _meeting, "workshop": _workshop, "place": _place}


def _letter(pen: ImageDraw.ImageDraw, size: tuple[int, int], subject: Subject) -> None:
    width, height = size
    pen.rectangle((0, 0.8 * height, width, height), fill=_SHADE)
    pen.text((width / 2, 0.86 * height), MARK, font=_font(110), fill=_INK, anchor="mm")
    about = f"{subject.unit} · {subject.item} · số {subject.number:02d}"
    pen.text((width / 2, 0.95 * height), about, font=_font(54), fill=_INK, anchor="mm")


@cache
def _font(points: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FOLDER / FILES[BOLD], points)


@cache
def _grain(size: tuple[int, int]) -> Image.Image:
    """What a cheap sensor adds; without it a drawn picture would weigh a tenth of a real one."""
    return Image.effect_noise(size, 120).convert("RGB")
