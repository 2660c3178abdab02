"""What was written into a sealed row and cannot even be read is named like any other change."""

import pytest

from survey_app.audit.verifying import Fault, Harm

NONSENSE = ("xx", "2020-13-45", -5, 1.5, b"\xff\x00")


def tried(behind, faults, table, column, value, key="id"):
    """What verification says of the first row of a table with this in one of its columns."""
    asked = f"SELECT {key}, {column} FROM {table} ORDER BY {key} LIMIT 1"
    id_, kept = behind.execute(asked).fetchone()
    put = f"UPDATE {table} SET {column} = ? WHERE {key} = ?"
    behind.execute(put, [value, id_])
    try:
        return id_, faults()
    finally:
        behind.execute(put, [kept, id_])


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("entry", "kind"),
        ("entry", "uuid"),
        ("entry", "received_at"),
        ("decision", "move"),
        ("layer_score", "layer"),
        ("named_item", "item"),
    ],
)
def test_a_sealed_row_that_cannot_be_read_was_altered(line, behind, faults, table, column):
    for value in NONSENSE:
        id_, found = tried(behind, faults, table, column, value)

        assert found == [Fault(table, id_, Harm.ALTERED)], value


def test_a_row_of_the_log_that_cannot_be_read_was_altered(line, behind, faults):
    for value in NONSENSE:
        number, found = tried(behind, faults, "audit_row", "at", value, key="number")

        assert found == [Fault("audit_row", number, Harm.ALTERED)], value


def test_text_that_is_no_text_is_altered_too(line, behind, faults):
    behind.execute("UPDATE entry SET value = CAST(x'ff' AS TEXT) WHERE id = 1")

    assert faults() == [Fault("entry", 1, Harm.ALTERED)]


def test_an_entry_without_a_number_was_inserted(line, behind, faults):
    row = dict(behind.execute("SELECT * FROM entry WHERE id = 1").fetchone())
    row |= {"id": 900, "uuid": "f" * 32, "number": "xx"}
    places = ", ".join("?" for _ in row)

    behind.execute(f"INSERT INTO entry ({', '.join(row)}) VALUES ({places})", list(row.values()))

    assert faults() == [Fault("entry", 900, Harm.INSERTED)]


@pytest.mark.parametrize(
    ("harming", "harm"),
    [
        ("UPDATE audit_head SET number = 'xx'", Harm.ALTERED),
        ("UPDATE audit_head SET id = 7", Harm.REMOVED),
    ],
)
def test_a_head_that_nobody_finds_or_that_is_no_number_is_told(line, behind, faults, harming, harm):
    behind.execute(harming)

    assert faults() == [Fault("audit_head", 1, harm)]


def test_the_command_names_what_it_cannot_read(app, line, behind):
    behind.execute("UPDATE entry SET kind = 'xx' WHERE id = 1")

    told = app.test_cli_runner().invoke(args=["audit", "verify"])

    assert (told.exit_code, told.exception.__class__) == (1, SystemExit)
    assert "entry 1: đã bị sửa / altered" in told.output
