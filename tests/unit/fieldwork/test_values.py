"""What a valid value of each kind of entry is; and that the API describes what the intake takes."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.api.schemas import Entry
from survey_app.core.problems import Code
from survey_app.fieldwork import intake
from survey_app.fieldwork.rules import OPEN, EntryKind, Layer
from survey_app.fieldwork.values import check_value
from tests.support.checklist import SMALL

HASH = "a" * 64
HERE = {"lat": "16.816273", "lon": "107.100310", "accuracy": 12}
ITEMS = {item.code: item for _, item in SMALL.items()}
GOOD = [
    (EntryKind.NOTE, {"text": "Đã xem hồ sơ"}),
    (EntryKind.NOTE, {"text": ""}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": 7}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": 7, "width": None, "height": 9, "caption": None}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": 7, "consent": False}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": 7, "position": HERE}),
    (
        EntryKind.PHOTO,
        {"sha256": HASH, "bytes": 7, "position": HERE | {"lat": "-90", "lon": "180"}},
    ),
    (EntryKind.EVIDENCE, {"number": "12/KH-LĐLĐ", "date": "2020-10-05", "about": "Kế hoạch"}),
    (EntryKind.FINDING, {"type": "strength", "text": "Tốt", "addressee": None, "about": []}),
    (EntryKind.FINDING, {"type": "recommendation", "text": "Nên", "addressee": "party"}),
    (EntryKind.ATTENDEE, {"name": "Chủ tịch", "position": "LĐLĐ huyện", "side": "unit"}),
    (EntryKind.REPLY, {"agree": True, "text": ""}),
    (EntryKind.REPLY, {"agree": False, "text": "đã khắc phục", "stance": None}),
    (EntryKind.REPLY, {"agree": True, "stance": "agree"}),
    (EntryKind.REPLY, {"agree": False, "stance": "explain", "text": "do bão lũ"}),
    (EntryKind.REPLY, {"agree": False, "stance": "disagree", "text": "chưa đúng"}),
    (EntryKind.SUBMIT, {"heads_sha256": HASH, "heads": 0, "photos": [HASH]}),
    (EntryKind.NOTE, None),
    (EntryKind.FINDING, None),
]
BAD = [
    (EntryKind.NOTE, {}),
    (EntryKind.NOTE, {"text": 7}),
    (EntryKind.NOTE, {"text": "x" * 20_001}),
    (EntryKind.NOTE, "words"),
    (EntryKind.PHOTO, {"sha256": "A" * 64, "bytes": 7}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": -1}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": True}),
    (EntryKind.PHOTO, {"bytes": 7}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": 7, "consent": "yes"}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": 7, "consent": None}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": 7, "position": "16.7,107.2"}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": 7, "position": {"lat": "16.7", "lon": "107.2"}}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": 7, "position": HERE | {"lat": "90.1"}}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": 7, "position": HERE | {"lon": "-180.5"}}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": 7, "position": HERE | {"lat": "NaN"}}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": 7, "position": HERE | {"lat": float("nan")}}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": 7, "position": HERE | {"lat": 16.7}}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": 7, "position": HERE | {"accuracy": -1}}),
    (EntryKind.PHOTO, {"sha256": HASH, "bytes": 7, "position": HERE | {"street": "Hùng Vương"}}),
    (EntryKind.EVIDENCE, {"date": "2020-10-05"}),
    (EntryKind.FINDING, {"type": "praise", "text": "Tốt"}),
    (EntryKind.FINDING, {"type": "strength", "text": "  "}),
    (EntryKind.FINDING, {"type": "strength", "text": "x", "addressee": "mayor"}),
    (EntryKind.FINDING, {"type": "strength", "text": "x", "about": ["A1"]}),
    (EntryKind.ATTENDEE, {"name": "", "side": "unit"}),
    (EntryKind.ATTENDEE, {"name": "x", "side": "press"}),
    (EntryKind.REPLY, {"agree": "yes"}),
    (EntryKind.REPLY, {"agree": True, "stance": "maybe"}),
    (EntryKind.REPLY, {"agree": True, "stance": "explain"}),
    (EntryKind.REPLY, {"agree": False, "stance": "agree"}),
    (EntryKind.REPLY, {"stance": "agree"}),
    (EntryKind.SUBMIT, None),
    (EntryKind.SUBMIT, {"heads_sha256": HASH}),
    (EntryKind.SUBMIT, {"heads_sha256": HASH, "heads": 1, "photos": ["x"]}),
]


@pytest.mark.parametrize(("kind", "value"), GOOD)
def test_a_valid_value_is_taken(kind, value):
    assert check_value(kind, None, value) is None


@pytest.mark.parametrize(("kind", "value"), BAD)
def test_a_value_of_another_form_is_malformed(kind, value):
    assert check_value(kind, None, value) is Code.ENTRY_VALUE_MALFORMED


def test_an_answer_without_an_item_is_to_nothing_we_know():
    assert check_value(EntryKind.ANSWER, None, {"value": "yes"}) is Code.ENTRY_ITEM_UNKNOWN


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(EntryKind), st.sampled_from([None, *ITEMS.values()]), anything)
def test_no_value_is_too_strange_to_be_judged(kind, item, value):
    assert check_value(kind, item, value) in (None, *Code)


@settings(max_examples=50)
@given(
    seq=st.integers(0, 2**31 - 1),
    device=st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=64),
    made_at=st.datetimes().map(lambda at: at.isoformat()[:19]),
    layer=st.sampled_from([Layer.SELF, Layer.TEAM]),
)
def test_what_the_schema_of_the_api_describes_the_intake_takes(seq, device, made_at, layer):
    visit = uuid4()
    entry = {
        "id": str(uuid4()),
        "visit": str(visit),
        "kind": "answer",
        "item": "A2",
        "slot": None,
        "layer": layer.value,
        "value": {"value": 3},
        "supersedes": [str(uuid4())],
        "device": device,
        "seq": seq,
        "made_at": made_at,
    }
    reading = intake.Reading(str(visit), ITEMS, frozenset(), OPEN, is_member=True)

    assert Entry().validate(entry) == {}
    assert isinstance(intake.read(entry, reading), intake.Parcel)


def test_the_schema_and_the_intake_name_the_same_fields():
    schema = Entry()

    assert set(schema.fields) == intake.FIELDS
    needed = {name for name, field in schema.fields.items() if field.required}
    assert needed == intake.NEEDED
