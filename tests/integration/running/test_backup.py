"""A backup, a lost server, a restore: what the backup lacks comes again from the phones."""

from __future__ import annotations

import zipfile

import pytest
from sqlalchemy import insert, select

from survey_app.core.orm import Base
from survey_app.edge.database import db, writing
from survey_app.evaluations.models import Evaluation, Statement
from survey_app.fieldwork.models import Epoch
from tests.integration.running.places import new_place, restored, run
from tests.support.cast import NOW
from tests.support.databases import on_postgresql
from tests.support.phone import Phone, jpeg


def everything(app):
    """Every row of every table."""
    with app.app_context():
        return {
            table.name: [
                tuple(row)
                for row in db.session.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
        }


def test_a_lost_server_is_restored_and_the_phones_bring_what_the_backup_lacks(made, place):
    file, an = made
    late, picture = an.answer("B5", {"value": "Ghi sau khi sao lưu"}), jpeg(80, 60, "navy")
    pictured = an.photo(picture, "A2", "Chụp sau khi sao lưu")
    an.put(picture)
    old = [each["id"] for each in an.made.values() if each not in (late, pictured)]
    grant = an.get("/visits").get_json()["visits"][0]["grant"]
    epoch = {each["epoch"] for each in an.receipts(late, pictured)}

    restored(place, file)

    again = Phone(place.test_client(), grant, an.visit)
    asked = {"entries": list(an.made), "photos": [pictured["value"]["sha256"]]}
    lacking = again.post("/reconcile", asked).get_json()
    assert (sorted(lacking["entries"]), lacking["photos"]) == (sorted(old), [])
    assert lacking["epoch"] not in epoch
    assert again.put(picture).status_code == 201
    states = {each["state"] for each in again.receipts(*an.made.values())}
    whole = again.post("/reconcile", asked).get_json()
    assert states == {"stored"}
    assert sorted(whole["entries"]) == sorted(an.made)
    assert whole["photos"] == asked["photos"]


def test_what_is_restored_is_the_same_row_for_row_and_byte_for_byte(app, made, place):
    file, an = made
    before = everything(app)

    restored(place, file)

    after = everything(place)
    told = ("audit_row", "audit_head", "epoch")
    assert {name for name in before if name not in told and before[name] != after[name]} == set()
    assert after["epoch"][: len(before["epoch"])] == before["epoch"]
    assert after["audit_row"][: len(before["audit_row"])] == before["audit_row"]
    reader = Phone(place.test_client(), an.token, an.visit)
    assert reader.get(f"/photos/{photo_of(an)}?size=full", buffered=True).data == jpeg()
    data = place.extensions["settings"].data
    assert (data / "reports" / "sealed.pdf").read_bytes() == b"%PDF-1.7 sealed"
    assert run(place, "audit", "verify")[0] == 0


def photo_of(an):
    """The hash of the photo that a phone sent."""
    (sha256,) = {each["value"]["sha256"] for each in an.made.values() if each["kind"] == "photo"}
    return sha256


def test_a_row_that_names_a_later_row_of_its_table_comes_back(app, cast, change, place, tmp_path):
    def joined(session):
        """A statement joined into one made after it: in no order would each find the other."""
        draft = Evaluation(
            round_id=cast.round.id, title="x", made_at=NOW, merged_at=NOW, made_by_id=cast.chau.id
        )
        session.add(draft)
        session.flush()
        first, second = (
            Statement(
                evaluation_id=draft.id, outline_code="1", position=n, match_key=str(n), text="x"
            )
            for n in (1, 2)
        )
        session.add(first)
        session.flush()
        session.add(second)
        session.flush()
        first.into_id = second.id
        return first.id, second.id

    earlier, later = change(joined)
    assert run(app, "backup", "make", tmp_path / "joined.zip")[0] == 0

    restored(place, tmp_path / "joined.zip")

    with place.app_context():
        assert db.session.get_one(Statement, earlier).into_id == later


@pytest.mark.postgresql
def test_what_comes_from_postgresql_goes_to_sqlite_and_back(app, made, place, tmp_path):
    if not on_postgresql():
        pytest.skip("TEST_DATABASE_URL names no PostgreSQL")
    file, _ = made
    with new_place(tmp_path / "small", DATABASE_URL="") as small:
        restored(small, file)
        assert run(small, "backup", "make", tmp_path / "back.zip")[0] == 0

    restored(place, tmp_path / "back.zip")

    assert everything(place)["entry"] == everything(app)["entry"]
    assert run(place, "audit", "verify")[0] == 0


def test_new_rows_are_counted_on_after_a_restore(made, place):
    file, an = made
    restored(place, file)

    again = Phone(place.test_client(), an.token, an.visit)
    receipts = again.receipts(again.answer("B5", {"value": "mới"}))

    assert receipts[0]["state"] == "stored"


def test_a_backup_is_made_while_somebody_writes_and_has_what_was_committed(
    app, made, place, tmp_path
):
    assert made
    before = everything(app)["epoch"]
    with app.app_context(), writing(), db.engine.connect() as unfinished:
        unfinished.execute(insert(Epoch).values(value="half", began_at=NOW))

        code, said = run(app, "backup", "make", tmp_path / "meanwhile.zip")

        unfinished.rollback()
    restored(place, tmp_path / "meanwhile.zip")
    assert (code, "Traceback" in said) == (0, False)
    assert everything(place)["epoch"][:-1] == before


@pytest.mark.parametrize("occupied", ["database", "photos"])
def test_nothing_is_restored_over_something(made, place, occupied, tmp_path):
    file, _ = made
    if occupied == "database":
        restored(place, file)
    else:
        store = place.extensions["photos"]
        incoming = store.incoming()
        incoming.write_bytes(b"somebody's")
        store.put_aside(incoming, "0" * 64)

    code, said = run(place, "backup", "restore", file)

    assert code == 1
    assert "nơi mới, trống" in said
    assert "new, empty place" in said


def test_a_restore_that_broke_off_is_done_again(made, place, monkeypatch):
    file, _ = made
    with monkeypatch.context() as broken:
        broken.setattr("survey_app.edge.backups.restoring.bring_rows", fail)
        with pytest.raises(OSError, match="no space"):
            run(place, "backup", "restore", file)

    said = restored(place, file)

    assert "Đã khôi phục" in said


def fail(*_args):
    """What a machine that loses its power does."""
    raise OSError("no space left")


def test_a_place_that_was_only_started_counts_as_empty(made, place):
    file, _ = made
    assert run(place, "migrate")[0] == 0

    restored(place, file)

    assert run(place, "audit", "verify")[0] == 0


def test_a_cut_backup_is_told_in_words_and_nothing_of_it_is_restored(app, made, place):
    file, _ = made
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])

    verified, said = run(app, "backup", "verify", file)
    ended, refusal = run(place, "backup", "restore", file)

    assert (verified, ended) == (1, 1)
    assert "cắt cụt" in said
    assert "cut off" in refusal
    assert list(place.extensions["photos"].names()) == []


def test_an_altered_backup_is_not_restored(app, made, place):
    file, _ = made
    with zipfile.ZipFile(file) as parts:
        begin = parts.getinfo("database/entry.jsonl").header_offset
    data = bytearray(file.read_bytes())
    data[begin + 120] ^= 255
    file.write_bytes(bytes(data))

    verified, said = run(app, "backup", "verify", file)
    ended, refusal = run(place, "backup", "restore", file)

    assert (verified, ended) == (1, 1)
    assert "database/entry.jsonl" in said
    assert "Không khôi phục gì" in refusal
    assert list(place.extensions["photos"].names()) == []


def test_a_whole_backup_is_told_so(app, made):
    file, _ = made

    code, said = run(app, "backup", "verify", file)

    assert (code, "nguyên vẹn" in said) == (0, True)
    assert file.stat().st_mode & 0o077 == 0


def test_a_photo_that_has_lost_its_file_is_told(app, made, tmp_path):
    _, an = made
    # Other tests may have put the same bytes aside.
    for copy in app.extensions["settings"].data.rglob(f"{photo_of(an)}*"):
        copy.unlink()

    code, said = run(app, "backup", "make", tmp_path / "lacking.zip")

    assert code == 0
    assert f"Mất tệp {photo_of(an)}" in said


@pytest.mark.parametrize("where", ["there already", "in the data", "no folder"])
def test_a_file_is_refused_where_it_would_be_lost_or_would_replace_one(app, made, tmp_path, where):
    places = {
        "there already": made[0],
        "in the data": app.extensions["settings"].data / "x.zip",
        "no folder": tmp_path / "nowhere" / "x.zip",
    }

    code, said = run(app, "backup", "make", places[where])

    assert (code, "Traceback" in said) == (1, False)
    assert not places["in the data"].exists()


def test_a_damaged_database_is_not_backed_up(app, made, tmp_path):
    if not app.extensions["settings"].is_sqlite:
        pytest.skip("PostgreSQL looks after its own pages")
    with new_place(tmp_path / "sick") as sick:
        restored(sick, made[0])
        database = tmp_path / "sick" / "survey.sqlite3"
    data = bytearray(database.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xff" * 4096
    database.write_bytes(bytes(data))

    with new_place(tmp_path / "sick") as again:
        code, said = run(again, "backup", "make", tmp_path / "damaged.zip")

    assert (code, "bị hỏng" in said) == (1, True)
    assert list(tmp_path.glob("damaged*")) == []


def test_a_backup_of_another_version_is_refused(made, place, monkeypatch):
    file, _ = made
    monkeypatch.setattr("survey_app.edge.schema.newest", lambda: "0002")

    code, said = run(place, "backup", "restore", file)

    assert (code, "phiên bản khác" in said) == (1, True)
