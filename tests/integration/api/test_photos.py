"""Photos: whole or refused, clean, upright, in three sizes, only for who may see them."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib

import pillow_heif
import pytest
from PIL import Image
from sqlalchemy import func, select

from survey_app.fieldwork.models import Photo, RescueParcel
from tests.support.phone import jpeg

ORIENTATION, GPS = 0x0112, 0x8825


def test_a_photo_is_stored_under_the_hash_of_its_bytes(phone):
    data = jpeg()

    response = phone().put(data)

    assert response.status_code == 201
    body = response.get_json()
    assert (body["sha256"], body["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (body["width"], body["height"], body["state"]) == (64, 48, "stored")


def test_the_same_photo_again_is_a_success_and_stored_once(phone, look):
    an = phone()
    an.put(jpeg())

    assert an.put(jpeg()).status_code == 200
    assert look(select(func.count()).select_from(Photo)) == [1]


def test_a_photo_without_metadata_is_served_byte_for_byte(phone):
    an = phone()
    data = jpeg()
    served = _stored(an, data)

    assert served.mimetype == "image/jpeg"
    assert served.data == data


def test_metadata_and_position_are_gone_from_what_is_kept(phone, data_folder):
    an = phone()
    data = jpeg(exif=_exif(1), comment=b"so dien thoai")

    served = _stored(an, data)

    with Image.open(io.BytesIO(served.data)) as image:
        assert dict(image.getexif()) == {}
    assert b"so dien thoai" not in served.data
    kept = [path.read_bytes() for path in (data_folder / "photos").rglob("*.jpg")]
    assert all(b"Exif" not in each for each in kept)


def test_a_photo_taken_sideways_stands_upright(phone):
    an = phone()

    served = _stored(an, jpeg(64, 48, exif=_exif(6)))

    with Image.open(io.BytesIO(served.data)) as image:
        assert image.size == (48, 64)


@pytest.mark.parametrize(("size", "longest"), [("thumb", 320), ("screen", 1600), ("full", 2000)])
def test_a_photo_comes_in_three_sizes(phone, size, longest):
    an = phone()

    served = _stored(an, jpeg(2000, 1000, f"#10{len(size)}0{longest % 10}0"), size)

    with Image.open(io.BytesIO(served.data)) as image:
        assert image.size == (longest, longest // 2)


def test_a_photo_of_an_iphone_is_shown_as_a_jpeg(phone):
    an = phone()
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (80, 60), "olive")).save(out)

    served = _stored(an, out.getvalue())

    with Image.open(io.BytesIO(served.data)) as image:
        assert (image.format, image.size) == ("JPEG", (80, 60))


def test_what_hides_behind_the_end_of_a_picture_is_cut_off(phone):
    served = _stored(phone(), jpeg(colour="red") + b"<script>alert(1)</script>")

    assert b"script" not in served.data


def test_other_bytes_than_the_hash_says_are_refused_but_kept(phone, look):
    response = phone().put(jpeg(), name="0" * 64)

    assert response.status_code == 422
    assert response.get_json()["code"] == "photo-hash-mismatch"
    assert look(select(Photo.id)) == []
    assert look(select(RescueParcel.reason)) == ["photo-hash-mismatch"]


@pytest.mark.parametrize("name", ["7", "x" * 64, "A" * 64, "..%2f..%2fetc%2fpasswd"])
def test_a_name_that_is_no_hash_is_refused(phone, name):
    assert phone().put(jpeg(), name=name).status_code in (404, 422)


def bomb(side: int) -> bytes:
    """A PNG whose header promises side × side pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


BROKEN = [
    pytest.param(jpeg(400, 300, quality=95)[:700], "photo-broken", id="cut off"),
    pytest.param(bomb(14_200), "photo-too-many-pixels", id="200 megapixels"),
    pytest.param(bomb(200), "photo-broken", id="a PNG without its pixels"),
    pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo-not-a-picture", id="SVG"),
    pytest.param(b"GIF89a" + bytes(50), "photo-not-a-picture", id="GIF"),
    pytest.param(b"%PDF-1.7", "photo-not-a-picture", id="PDF"),
    pytest.param(b"", "photo-not-a-picture", id="nothing"),
    pytest.param(b"\xff\xd8\xff\xe0", "photo-not-a-picture", id="only a beginning"),
]


@pytest.mark.parametrize("size", [(1, 1), (1, 600), (600, 7)])
def test_a_picture_of_a_few_pixels_is_a_picture(phone, size):
    response = phone().put(jpeg(*size))

    assert response.status_code == 201
    assert (response.get_json()["width"], response.get_json()["height"]) == size


@pytest.mark.parametrize(("data", "code"), BROKEN)
def test_bytes_without_a_picture_are_told_and_kept(phone, look, data, code):
    an = phone()

    first, second = an.put(data), an.put(data)

    assert (first.status_code, first.get_json()["code"]) == (422, code)
    assert second.get_json() == first.get_json()
    assert look(select(RescueParcel.bytes)) == [len(data)]
    assert an.state_of_photo(data) == 404


def test_a_photo_over_the_limit_is_refused_by_its_length(phone):
    an = phone()

    response = an.client.put(
        f"/api/v1/photos/{'0' * 64}",
        headers=an.headers,
        environ_overrides={"CONTENT_LENGTH": str(60 * 1024 * 1024)},
    )

    assert response.status_code == 413


def test_an_is_shown_the_photo_of_a_colleague_on_the_same_visit(phone, cast):
    an, anh = phone(), phone(cast.anh)
    data = jpeg()
    an.receipts(an.photo(data))
    an.put(data)

    assert anh.state_of_photo(data) == 200


def test_dung_is_not_shown_photos_of_another_team(phone, cast):
    an, dung = phone(), phone(cast.dung)
    data = jpeg()
    an.receipts(an.photo(data))
    an.put(data)

    assert dung.state_of_photo(data) == 404


def test_a_photo_that_no_entry_names_is_shown_to_nobody(phone):
    an = phone()
    an.put(jpeg())

    assert an.state_of_photo(jpeg()) == 404


def _stored(an, data, size="full"):
    an.receipts(an.photo(data))
    assert an.put(data).status_code == 201
    return an.get(f"/photos/{hashlib.sha256(data).hexdigest()}?size={size}")


def _exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS).update({1: "N", 2: (16.0, 37.0, 41.0), 3: "E", 4: (106.0, 44.0, 20.0)})
    return exif
