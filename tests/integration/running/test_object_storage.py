"""Photos on an S3 server that is really asked over HTTP: kept, read, lost, out of reach."""

from __future__ import annotations

import hashlib
import shutil

import fsspec
import pytest

from survey_app.core import clock
from survey_app.edge import schema
from survey_app.edge.database import db, writing
from survey_app.edge.login import LOGIN_LASTS
from survey_app.visits import people
from tests.integration.running.places import new_place, restored
from tests.support.cast import assemble
from tests.support.phone import Phone, jpeg
from tests.support.server import free_port
from tests.support.services import s3

PICTURE = jpeg()
NAME = hashlib.sha256(PICTURE).hexdigest()


@pytest.fixture(scope="module")
def server():
    with s3() as address:
        yield address


@pytest.fixture
def bucket(server, monkeypatch, tmp_path):
    """A new bucket, named as the settings of a server name it; and a look into it."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "survey")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "khong-phai-khoa-that")
    # The library keeps what it has opened, also that of another test's server.
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    looking = fsspec.filesystem("s3", use_listings_cache=False)
    name = f"photos-{tmp_path.name.replace('_', '-').lower()[-40:]}"
    looking.mkdir(name)
    return name, looking


@pytest.fixture
def place(bucket, tmp_path):
    with new_place(tmp_path / "s3", PHOTO_STORE=f"s3://{bucket[0]}/survey") as made:
        yield made


@pytest.fixture
def an(place):
    """An's phone at a server with the cast."""
    with place.app_context(), writing():
        schema.upgrade()
        cast = assemble(db.session)
        secret, _ = people.open_login(db.session, cast.an, at=clock.now(), lasts=LOGIN_LASTS)
        db.session.commit()
        return Phone(place.test_client(), secret, cast.visit.key)


def kept(bucket):
    """What is in the bucket."""
    name, looking = bucket
    return sorted(each.removeprefix(f"{name}/survey/") for each in looking.find(name))


def lose_the_machine(place):
    """The folder in front of the storage is gone, as on a new machine."""
    shutil.rmtree(place.extensions["settings"].data / "photo-cache" / "full")


def test_a_photo_is_kept_in_the_bucket_and_outlives_the_machine(place, an, bucket):
    an.receipts(an.photo(PICTURE))

    assert an.put(PICTURE).status_code == 201
    assert kept(bucket) == [f"full/{NAME[:2]}/{NAME}.jpg"]
    lose_the_machine(place)
    assert an.get(f"/photos/{NAME}?size=full", buffered=True).data == PICTURE
    assert an.get(f"/photos/{NAME}?size=thumb", buffered=True).status_code == 200


def test_bytes_that_are_no_picture_outlive_the_machine_as_well(place, an, bucket):
    an.put(b"<html>")
    name = hashlib.sha256(b"<html>").hexdigest()
    shutil.rmtree(place.extensions["settings"].data / "photo-cache" / "aside")

    assert kept(bucket) == [f"aside/{name}"]
    assert place.extensions["photos"].aside(name).read_bytes() == b"<html>"


def test_bytes_under_another_hash_are_refused_and_put_aside_under_their_own(an, bucket):
    assert an.put(PICTURE, "0" * 64).status_code == 422
    assert kept(bucket) == [f"aside/{NAME}"]


def test_a_photo_that_the_storage_has_lost_is_asked_for_again(place, an, bucket):
    an.receipts(an.photo(PICTURE))
    an.put(PICTURE)
    lose_the_machine(place)
    bucket[1].rm(bucket[0], recursive=True)
    bucket[1].mkdir(bucket[0])

    known = an.post("/reconcile", {"photos": [NAME]}).get_json()["photos"]
    missing = an.state_of_photo(PICTURE)

    assert (known, missing) == ([], 404)
    assert an.put(PICTURE).status_code in (200, 201)
    assert kept(bucket) == [f"full/{NAME[:2]}/{NAME}.jpg"]


def test_a_backup_of_a_folder_is_restored_into_a_bucket(app, made, place, bucket):
    file, _ = made

    restored(place, file)

    in_the_folder = sorted(app.extensions["photos"].names())
    assert f"full/{NAME[:2]}/{NAME}.jpg" in in_the_folder
    assert kept(bucket) == in_the_folder
    assert sorted(place.extensions["photos"].names()) == in_the_folder


def test_a_storage_out_of_reach_is_told_and_nothing_is_acknowledged(bucket, place, an, monkeypatch):
    an.put(jpeg(colour="red"))
    monkeypatch.setattr(fsspec.get_filesystem_class("s3"), "retries", 1)
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    with new_place(
        place.extensions["settings"].data,
        PHOTO_STORE=f"s3://{bucket[0]}/survey",
        DATABASE_URL=place.extensions["settings"].database_url,
    ) as cut_off:
        an.client = cut_off.test_client()
        refused = an.put(PICTURE)

    assert (refused.status_code, refused.get_json()["code"]) == (503, "busy")
    assert refused.headers["Retry-After"] == "5"
    an.client = place.test_client()
    assert an.put(PICTURE).status_code == 201


def test_a_server_with_a_bucket_is_ready(place, an):
    assert "photos ok" in an.client.get("/ready").get_data(as_text=True)
