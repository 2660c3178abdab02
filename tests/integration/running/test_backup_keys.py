"""The secret key and a backup: not in it unless asked, and what goes without it."""

from __future__ import annotations

import zipfile

from survey_app.edge.backups import archive
from tests.integration.running.places import new_place, restored, run
from tests.support.phone import Phone


def test_the_secret_key_is_not_in_a_backup_unless_asked(app, made, tmp_path):
    file, _ = made
    code, said = run(app, "backup", "make", tmp_path / "secret.zip", "--with-secret")

    assert b"t" * 64 not in file.read_bytes()
    assert archive.SECRET not in zipfile.ZipFile(file).namelist()
    assert (code, "Cất như mật khẩu" in said) == (0, True)
    assert zipfile.ZipFile(tmp_path / "secret.zip").read(archive.SECRET) == b"t" * 64


def test_a_place_with_another_key_is_refused_until_that_is_meant(made, tmp_path):
    file, _ = made
    with new_place(tmp_path / "other", SECRET_KEY="o" * 64) as other:
        refused, said = run(other, "backup", "restore", file)
        meant, warned = run(other, "backup", "restore", file, "--other-secret")

    assert (refused, "SECRET_KEY" in said) == (1, True)
    assert (meant, "audit verify" in warned) == (0, True)


def test_a_key_in_the_backup_becomes_the_key_of_the_new_place(app, made, tmp_path):
    _, an = made
    grant = an.get("/visits").get_json()["visits"][0]["grant"]
    file, data = tmp_path / "secret.zip", tmp_path / "own"
    run(app, "backup", "make", file, "--with-secret")
    with new_place(data, SECRET_KEY="") as fresh:
        restored(fresh, file)

    assert (data / "secret-key").read_text() == "t" * 64
    with new_place(
        data, SECRET_KEY="", DATABASE_URL=fresh.extensions["settings"].database_url
    ) as again:
        assert Phone(again.test_client(), grant, an.visit).post("/reconcile", {}).status_code == 200
        assert run(again, "audit", "verify")[0] == 0
