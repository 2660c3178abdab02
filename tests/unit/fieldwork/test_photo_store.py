"""Photos in a folder, and in an object store with a folder in front of it."""

from __future__ import annotations

import hashlib
import io
import shutil

import pytest
from PIL import Image

from survey_app.core.problems import Code
from survey_app.fieldwork.photos import PhotoStore
from tests.support.phone import jpeg

DATA = jpeg(400, 300)
NAME = hashlib.sha256(DATA).hexdigest()


def png() -> bytes:
    """A small PNG: whatever is no plain JPEG is drawn anew."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    return out.getvalue()


PNG = png()


@pytest.fixture(params=["folder", "memory"])
def store(request, tmp_path):
    """A store of either sort, and the folder that may be lost with the machine."""
    local = tmp_path / "photos"
    address = str(local) if request.param == "folder" else f"memory://{tmp_path.name}"
    return PhotoStore(address, cache=local), local, request.param


def arrived(store: PhotoStore, data: bytes = DATA):
    """A file with these bytes, as an upload leaves it."""
    incoming = store.incoming()
    incoming.write_bytes(data)
    return incoming


def test_a_kept_photo_is_found_in_every_size(store):
    photos, _, _ = store

    stored = photos.keep(arrived(photos), NAME)

    assert (stored.width, stored.height, stored.problem) == (400, 300, None)
    assert photos.path(NAME).read_bytes() == DATA
    with Image.open(photos.path(NAME, "thumb")) as thumb:
        assert thumb.size == (320, 240)


def test_an_object_store_outlives_the_folder_in_front_of_it(store):
    photos, local, sort = store
    photos.keep(arrived(photos), NAME)

    shutil.rmtree(local / "full")

    assert photos.exists(NAME) is (sort == "memory")


def test_bytes_without_a_picture_are_put_aside_and_never_shown(store):
    photos, local, sort = store

    stored = photos.keep(arrived(photos, b"<html>"), NAME)
    if sort == "memory":
        shutil.rmtree(local / "aside")
        (local / "aside").mkdir()

    assert stored.problem is Code.PHOTO_NOT_A_PICTURE
    assert photos.path(NAME) is None
    assert photos.aside(NAME).read_bytes() == b"<html>"


def test_nothing_half_made_is_left_behind(store):
    photos, local, _ = store
    photos.keep(arrived(photos), NAME)
    photos.path(NAME, "screen")

    assert list((local / "incoming").iterdir()) == []


def test_a_small_picture_is_not_blown_up(store):
    photos, _, _ = store
    photos.keep(arrived(photos), NAME)

    with Image.open(photos.path(NAME, "screen")) as screen:
        assert screen.size == (400, 300)


def test_a_picture_in_another_mode_becomes_a_jpeg_that_printers_know(store):
    photos, _, _ = store
    out = io.BytesIO()
    Image.new("CMYK", (40, 30)).save(out, "JPEG")

    photos.keep(arrived(photos, out.getvalue()), NAME)

    with Image.open(photos.path(NAME)) as image:
        assert (image.format, image.mode) == ("JPEG", "RGB")


BENT = [
    pytest.param(DATA[:3] + DATA[4:], id="a segment without its name"),
    pytest.param(DATA[:2] + b"\xff\xe8" + DATA[4:7] + b"3" + DATA[7:], id="a segment too long"),
    pytest.param(DATA[:2] + b"\xff\xd0" + DATA[2:], id="a mark out of place"),
]


@pytest.mark.parametrize("data", BENT)
def test_a_jpeg_out_of_order_is_drawn_anew_or_told_to_be_broken(store, data):
    photos, _, _ = store

    stored = photos.keep(arrived(photos, data), NAME)

    if stored.problem is None:
        with Image.open(photos.path(NAME, "thumb")) as thumb:
            assert thumb.size == (320, 240)
    else:
        assert stored.problem in (Code.PHOTO_BROKEN, Code.PHOTO_NOT_A_PICTURE)


@pytest.mark.parametrize("fault", [ZeroDivisionError, IndexError, TypeError, KeyError])
def test_whatever_a_decoder_raises_over_bent_bytes_puts_them_aside(store, monkeypatch, fault):
    photos, _, _ = store

    def stumble(_image):
        raise fault("bent")

    monkeypatch.setattr("survey_app.fieldwork.pictures.ImageOps.exif_transpose", stumble)
    stored = photos.keep(arrived(photos, PNG), NAME)

    assert stored.problem is Code.PHOTO_BROKEN
    assert photos.aside(NAME).read_bytes() == PNG
