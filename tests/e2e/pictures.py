"""Pictures as phones take them."""

from __future__ import annotations

import random
from pathlib import Path

import pillow_heif
from PIL import ExifTags, Image

ROTATED = 6  # held upright: the sensor's rows are the picture's columns
RED, BLUE, GREEN = (200, 30, 30), (30, 60, 160), (20, 160, 60)


def upright_photo(folder: Path, name: str = "IMG_0001.jpg", size: int = 4000) -> Path:
    """A JPEG of a phone held upright, 12 megapixels at full size, with its place in the EXIF.

    Upright, its upper left quarter is red and the rest blue.
    """
    wide, high = size * 3 // 4, size
    picture = Image.new("RGB", (wide, high), BLUE)
    picture.paste(RED, (0, 0, wide // 2, high // 2))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = ROTATED
    exif[ExifTags.Base.Make] = "Máy thử"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (16.0, 45.0, 0.0)
    place[ExifTags.GPS.GPSLongitudeRef] = "E"
    place[ExifTags.GPS.GPSLongitude] = (107.0, 11.0, 0.0)
    file = folder / name
    # As the sensor has it: a viewer turns it by a quarter to the right.
    picture.transpose(Image.Transpose.ROTATE_90).save(file, "JPEG", quality=85, exif=exif)
    return file


def small_photo(folder: Path, name: str, colour: str, *, noisy: bool = False) -> Path:
    """A small JPEG for tests that are not about pictures; noise makes it a big file."""
    file = folder / name
    picture = Image.new("RGB", (640, 480), colour)
    if noisy:
        picture = Image.frombytes("RGB", (1200, 900), random.Random(1).randbytes(1200 * 900 * 3))
    picture.save(file, "JPEG")
    return file


def large_photo(folder: Path, name: str, wide: int, high: int) -> Path:
    """A JPEG of this many pixels, with as much to see in it as in a page of print."""
    seed = Image.effect_noise((wide // 40, high // 40), 90).convert("RGB")
    file = folder / name
    seed.resize((wide, high), Image.Resampling.NEAREST).save(file, "JPEG", quality=80)
    return file


def heic_photo(folder: Path, name: str = "IMG_0002.HEIC") -> Path:
    """A picture as an iPhone makes it, which Chromium cannot open. All of it is green."""
    pillow_heif.register_heif_opener()
    file = folder / name
    Image.new("RGB", (1200, 900), GREEN).save(file, "HEIF", quality=80)
    return file


def broken_photo(folder: Path, name: str = "hong.jpg") -> Path:
    """The first half of a JPEG's header and nothing else."""
    file = folder / name
    file.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200))
    return file


def striped_photo(folder: Path, name: str = "soc.jpg") -> Path:
    """Fine black and white stripes all over: wherever it is blurred, they are gone."""
    picture = Image.new("RGB", (1200, 900), "white")
    for left in range(0, 1200, 20):
        picture.paste((0, 0, 0), (left, 0, left + 10, 900))
    file = folder / name
    picture.save(file, "JPEG", quality=95)
    return file
