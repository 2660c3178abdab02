"""Pictures: what they are by content, without metadata, upright, in the size asked for.

Decoding is limited by the pixels that the header promises, before a single one is decoded.
"""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import dataclass
from pathlib import Path

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from survey_app.core.problems import Code

MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "HEIF": "image/heic",
}
QUALITY = 92
SHRUNK_QUALITY = 82
ORIENTATION = 0x0112
# Application segments that a decoder needs: JFIF and Adobe's colour transform.
_NEEDED = {0xE0, 0xEE}
_START_OF_SCAN = 0xDA
# What stands before the picture data and is no segment with a length: the file is not in order.
_WITHOUT_LENGTH = {0x00, 0x01, *range(0xD0, 0xDA)}
# What decoders raise over bytes that a stranger has bent: they divide and look up what they read.
_DECODING = (
    *(OSError, ValueError, SyntaxError, EOFError, RuntimeError, struct.error),
    *(ArithmeticError, LookupError, TypeError, AttributeError),
)

pillow_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


class Unreadable(Exception):
    """Bytes that cannot be shown as a picture, and why."""

    def __init__(self, code: Code, media_type: str = "application/octet-stream") -> None:
        super().__init__(code.value)
        self.code = code
        self.media_type = media_type


@dataclass(frozen=True, slots=True)
class Clean:
    """A picture fit to be kept; ``data`` is None where the file may stay as it is."""

    width: int
    height: int
    data: bytes | None


def cleaned(path: Path) -> Clean:
    """The picture in this file without metadata; raises Unreadable."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _cleaned(path)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise Unreadable(Code.PHOTO_TOO_MANY_PIXELS) from error
        except UnidentifiedImageError as error:
            raise Unreadable(Code.PHOTO_NOT_A_PICTURE) from error
        except _DECODING as error:
            raise Unreadable(Code.PHOTO_BROKEN) from error


def shrunk(path: Path, side: int) -> bytes:
    """The picture as a JPEG with its longest side at most ``side`` pixels."""
    with Image.open(path, formats=FORMATS) as image:
        width, height = image.size
        scale = min(1.0, side / max(width, height))
        target = (max(1, round(width * scale)), max(1, round(height * scale)))
        # A target of the picture's own shape lets the JPEG decoder skip most of its work.
        image.draft("RGB", target)
        small = image.convert("RGB")
        small.thumbnail(target, Image.Resampling.LANCZOS)
        return _jpeg(small, SHRUNK_QUALITY)


def _cleaned(path: Path) -> Clean:
    with Image.open(path, formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise Unreadable(Code.PHOTO_TOO_MANY_PIXELS, MEDIA_TYPES[image.format or "JPEG"])
        upright = image.getexif().get(ORIENTATION, 1) in (0, 1)
        if image.format == "JPEG" and image.mode in ("RGB", "L") and upright:
            data = path.read_bytes()
            bare = _bare(data)
            if bare is not None:
                size = image.size
                _read_to_its_end(image)
                return Clean(*size, None if bare == data else bare)
        turned = ImageOps.exif_transpose(image).convert("RGB")
    return Clean(turned.width, turned.height, _jpeg(turned, QUALITY))


def _read_to_its_end(image: Image.Image) -> None:
    """An eighth of the size in grey is enough to read the stream and see that it is whole."""
    image.draft("L", (max(1, image.width // 8), max(1, image.height // 8)))
    image.load()


def _bare(data: bytes) -> bytes | None:
    """A JPEG with its picture data untouched and the segments gone that tell tales.

    None where they do not follow each other in order, as a forgiving decoder may still read them.
    """
    kept = [data[:2]]
    at = 2
    while data[at : at + 2] != bytes((0xFF, _START_OF_SCAN)):
        marker = data[at + 1] if at + 1 < len(data) else 0x00
        if data[at : at + 1] != b"\xff" or marker in _WITHOUT_LENGTH:
            return None
        if marker == 0xFF:
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        tells = (0xE0 <= marker <= 0xEF and marker not in _NEEDED) or marker == 0xFE
        if not tells:
            kept.append(data[at:end])
        at = end
    # Behind the end of the picture somebody may have hidden another file.
    end = data.rfind(b"\xff\xd9", at)
    kept.append(data[at : end + 2] if end > 0 else data[at:] + b"\xff\xd9")
    return b"".join(kept)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
