"""Pictures as phones take them."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import ExifTags, Image

ROTATED = 6  # held upright: the sensor's rows are the picture's columns
RED, BLUE = (200, 30, 30), (30, 60, 160)


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
