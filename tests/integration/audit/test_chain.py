"""The audit log finds what somebody with the database alone changes, and blames nothing else."""

import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from survey_app.audit.models import AuditRow
from survey_app.audit.rules import SEALED
from survey_app.audit.verifying import Fault, Harm, said
from survey_app.edge.database import db, writing

TEXTS = {
    "audit_row": ["at", "actor", "action", "subject", "detail", "previous", "hash"],
    "entry": ["value", "made_at", "device", "supersedes", "sha256"],
    "decision": ["reason", "made_at"],
    "returned_item": ["reason", "item"],
    "named_item": ["item"],
    "layer_score": ["reason", "value"],
    "report": ["content_sha256"],
}


def test_the_log_of_a_whole_line_is_whole(line, faults, look):
    assert faults() == []
    assert "visit.handed_over" in look(select(AuditRow.action))
    assert "decision.made" in look(select(AuditRow.action))


@pytest.mark.slow
@given(seed=st.integers(0, 10**6))
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_one_change_is_found_and_nothing_else_blamed(line, behind, faults, seed):
    expected, undo = _one_harm(random.Random(seed), behind)

    try:
        assert faults() == [expected]
    finally:
        undo()
    assert faults() == []


def _one_harm(rng, behind):
    """Alter, remove or insert one row of a table that is sealed; how to make it as it was."""
    table = rng.choice([name for name in TEXTS if _ids(behind, name)])
    key, ids = _key(table), _ids(behind, table)
    id_, kind = rng.choice(ids), rng.choice(list(Harm))
    row = dict(behind.execute(f"SELECT * FROM {table} WHERE {key} = ?", [id_]).fetchone())
    if kind is Harm.ALTERED:
        column = rng.choice(TEXTS[table])
        _put(behind, table, id_, column, _other(row[column]))
        return Fault(table, id_, kind), lambda: _put(behind, table, id_, column, row[column])
    if kind is Harm.REMOVED:
        behind.execute(f"DELETE FROM {table} WHERE {key} = ?", [id_])
        return Fault(table, id_, kind), lambda: _insert(behind, table, row)
    new = max(ids) + 1
    _insert(behind, table, row | {key: new} | TWINS.get(table, {}))
    fault = Fault(table, new, kind)
    return fault, lambda: behind.execute(f"DELETE FROM {table} WHERE {key} = ?", [new])


# What must be otherwise in a second row, or the database itself would refuse it.
TWINS: dict[str, dict[str, object]] = {
    "entry": {"uuid": "f" * 32, "number": 0},
    "decision": {"number": 900},
    "layer_score": {"number": 900},
    "report": {"revision": 900, "decision_id": 900},
    "returned_item": {"item": "A3"},
    "named_item": {"item": "B3"},
}


def _key(table):
    return "number" if table == "audit_row" else "id"


def _ids(behind, table):
    return [row[0] for row in behind.execute(f"SELECT {_key(table)} FROM {table}")]


def _other(value):
    """Another value of the same kind: a time is another time, words are other words."""
    if str(value).startswith("20") and ":" in str(value):
        return str(value).replace("20", "19", 1)
    return f"{value}x"


def _put(behind, table, id_, column, value):
    behind.execute(f"UPDATE {table} SET {column} = ? WHERE {_key(table)} = ?", [value, id_])


def _insert(behind, table, row):
    names, places = ", ".join(row), ", ".join("?" for _ in row)
    behind.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", list(row.values()))


def test_a_tail_that_is_cut_off_is_missed_by_the_anchor(line, faults, tamper, look):
    last = look(select(func.max(AuditRow.number)))[0]
    tamper("DELETE FROM audit_row WHERE number >= :n", n=last - 1)
    hash_ = look(select(AuditRow.hash).where(AuditRow.number == last - 2))[0]
    tamper("UPDATE audit_head SET number = :n, hash = :h", n=last - 2, h=hash_)

    found = faults()

    gone = [Fault("audit_row", number, Harm.REMOVED) for number in (last - 1, last)]
    assert [each for each in found if each.table == "audit_row"] == gone


def test_an_anchor_that_is_gone_or_written_by_others_is_told(line, faults, data_folder):
    anchor = data_folder / "audit.head"
    kept = anchor.read_text()
    anchor.write_text(json.dumps(json.loads(kept) | {"number": 3}))
    forged = faults()
    anchor.unlink()
    gone = faults()
    anchor.write_text(kept)

    assert forged == gone == [Fault("audit.head", 1, Harm.REMOVED)]
    assert faults() == []


def test_entries_that_were_not_handed_over_yet_are_nobodys_fault(line, phone, cast, faults):
    dung = phone(cast.dung, cast.other_visit)

    dung.receipts(dung.answer("A1", {"value": "yes"}))

    assert faults() == []


def test_storing_entries_writes_no_row(phone, look):
    before = look(select(func.count(AuditRow.number)))
    an = phone()
    between = look(select(func.count(AuditRow.number)))

    an.receipts(an.answer("A1", {"value": "yes"}))

    assert look(select(func.count(AuditRow.number))) == between
    assert between[0] == before[0] + 1, "the sign-in of the phone"


def test_what_is_rolled_back_is_not_told(app, cast, look):
    before = look(select(func.count(AuditRow.number)))
    with app.app_context(), writing():
        person = db.session.get_one(type(cast.an), cast.an.id)
        person.name = "Tên khác"
        db.session.flush()
        db.session.rollback()
        db.session.commit()

    assert look(select(func.count(AuditRow.number))) == before


def test_what_a_savepoint_took_back_is_not_told(app, cast, look):
    before = look(select(func.count(AuditRow.number)))
    with app.app_context(), writing():
        person = db.session.get_one(type(cast.an), cast.an.id)
        nested = db.session.begin_nested()
        person.name = "Tên khác"
        db.session.flush()
        nested.rollback()
        db.session.commit()

    assert look(select(func.count(AuditRow.number))) == before


def test_a_refused_sign_in_is_told_with_its_account_and_no_password(client, look):
    client.post("/api/v1/session", json={"username": "an", "password": "sai-mat-khau"})

    [row] = look(select(AuditRow).where(AuditRow.action == "login.refused"))
    assert (row.actor_id, json.loads(row.detail)) == (None, {"account": "an", "by": "password"})


def test_no_secret_gets_into_the_log(line, client, look):
    details = " ".join(look(select(AuditRow.detail)))

    for secret in (
        "xem lại",
        "thiếu",
        "argon2",
        "secret_hash",
        "code_hash",
        "password_hash",
        "sai-mat-khau",
    ):
        assert secret not in details


def test_the_command_names_the_row_and_ends_with_one(app, line, tamper, look):
    [row] = look(select(AuditRow.number).where(AuditRow.action == "visit.handed_over"))
    whole = app.test_cli_runner().invoke(args=["audit", "verify"])
    tamper("UPDATE audit_row SET actor = 'Ai đó' WHERE number = :n", n=row)

    harmed = app.test_cli_runner().invoke(args=["audit", "verify"])

    assert (whole.exit_code, harmed.exit_code) == (0, 1)
    assert f"audit_row {row}: đã bị sửa / altered" in harmed.output


def test_after_a_restore_the_log_is_anchored_anew(app, line, tamper, faults, look):
    last = look(select(func.max(AuditRow.number)))[0]
    tamper("DELETE FROM audit_row WHERE number = :n", n=last)
    hash_ = look(select(AuditRow.hash).where(AuditRow.number == last - 1))[0]
    tamper("UPDATE audit_head SET number = :n, hash = :h", n=last - 1, h=hash_)
    before = faults()

    app.test_cli_runner().invoke(args=["audit", "anchor", "khôi phục bản sao lưu"])

    assert before
    assert [each for each in faults() if each.table == "audit_row"] == []


def test_every_harm_has_words():
    lines = said([Fault("entry", 7, harm) for harm in Harm], "en")

    assert lines == ["entry 7: altered", "entry 7: removed", "entry 7: inserted"]
    assert set(SEALED) | {"entry"} >= set(TEXTS) - {"audit_row"}
