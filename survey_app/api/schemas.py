"""The shapes of what goes over the wire. Unknown fields are refused, never dropped silently."""

from __future__ import annotations

from marshmallow import Schema, ValidationError, fields, validate

from survey_app.edge.limits import HIGHEST_NUMBER
from survey_app.fieldwork.rules import EntryKind, Layer
from survey_app.reviews.rules import Move, VisitState

HASH = validate.Regexp(r"^[0-9a-f]{64}$")
COUNT = validate.Range(min=0, max=HIGHEST_NUMBER)


def whole(text: str) -> None:
    """Refuse half a character (a lone surrogate), which no database keeps as text."""
    if not text.isascii() and any("\ud800" <= each <= "\udfff" for each in text):
        raise ValidationError("Broken characters.")


REASON = (validate.Length(max=5_000), whole)


class SessionAsked(Schema):
    """Either a user name with its password, or a join code; an app's code where it is asked."""

    username = fields.Str(validate=validate.Length(max=64))
    password = fields.Str(validate=validate.Length(max=1_000))
    join_code = fields.Str(validate=validate.Length(max=64))
    code = fields.Str(validate=validate.Length(max=64))


class User(Schema):
    """Who is signed in."""

    id = fields.Int(required=True)
    username = fields.Str(required=True)
    name = fields.Str(required=True)
    role = fields.Str(required=True)
    language = fields.Str(required=True)


class Session(Schema):
    """A bearer token and whose it is."""

    token = fields.Str(required=True)
    expires_at = fields.AwareDateTime(required=True)
    user = fields.Nested(User, required=True)


class Entry(Schema):
    """One thing recorded on a visit. The value's form depends on the kind."""

    id = fields.UUID(required=True, metadata={"description": "UUIDv7 made on the phone"})
    visit = fields.UUID(required=True)
    kind = fields.Enum(EntryKind, by_value=True, required=True)
    item = fields.Str(allow_none=True)
    slot = fields.UUID(allow_none=True)
    layer = fields.Enum(Layer, by_value=True, allow_none=True)
    value = fields.Raw(required=True, allow_none=True)
    supersedes = fields.List(fields.UUID(), validate=validate.Length(max=200))
    device = fields.Str(required=True, validate=validate.Length(min=1, max=64))
    seq = fields.Int(required=True, strict=True)
    made_at = fields.Str(required=True, validate=validate.Length(min=1, max=40))


class DeviceWord(Schema):
    """What is on a phone only; either may be left out, and what is no count is passed over."""

    entries = fields.Int(validate=validate.Range(min=0))
    photos = fields.Int(validate=validate.Range(min=0))


class Check(Schema):
    """What the server has of a visit; a device that has the same computes the same code."""

    code = fields.Str(required=True, metadata={"example": "4F7A-29BC"})
    heads = fields.Int(required=True)
    heads_sha256 = fields.Str(required=True, validate=HASH)
    missing_photos = fields.List(fields.Str(validate=HASH), required=True)
    cursor = fields.Int(required=True)
    epoch = fields.Str(required=True)


class EntriesSent(Schema):
    """At most 200 entries a request."""

    entries = fields.List(fields.Nested(Entry), required=True, validate=validate.Length(max=200))


class Receipt(Schema):
    """The server has these bytes: stored under a number, or held with a problem code."""

    id = fields.Str(required=True)
    sha256 = fields.Str(required=True)
    number = fields.Int(required=True, allow_none=True)
    state = fields.Str(required=True, validate=validate.OneOf(["stored", "held"]))
    code = fields.Str()
    epoch = fields.Str(required=True)
    visit_state = fields.Enum(VisitState, by_value=True)
    missing = fields.Dict()


class Receipts(Schema):
    """One receipt per entry, in the order of the entries."""

    receipts = fields.List(fields.Nested(Receipt), required=True)
    epoch = fields.Str(required=True)


class EntriesAsked(Schema):
    """Which part of the log."""

    after = fields.Int(load_default=0, validate=COUNT)
    limit = fields.Int(load_default=500, validate=validate.Range(min=1, max=1_000))


class ReconcileAsked(Schema):
    """What the phone has and would like to know of."""

    epoch = fields.Str(allow_none=True, validate=validate.Length(max=64))
    entries = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=10_000))
    photos = fields.List(
        fields.Str(validate=HASH), load_default=list, validate=validate.Length(max=10_000)
    )


class Reconciled(Schema):
    """Which of these the server has."""

    epoch = fields.Str(required=True)
    entries = fields.List(fields.Str(), required=True)
    photos = fields.List(fields.Str(), required=True)


class ItemLine(Schema):
    """An item that a move is about; a return needs its reason and may propose an answer."""

    item = fields.Str(required=True, validate=validate.Length(max=32))
    reason = fields.Str(load_default="", validate=REASON)
    proposed = fields.Raw(allow_none=True)


class DecisionAsked(Schema):
    """A move; which fields belong to it is said in the description of each."""

    move = fields.Enum(Move, by_value=True, required=True)
    item = fields.Str(validate=validate.Length(max=32), metadata={"description": "agree"})
    layer = fields.Enum(Layer, by_value=True, metadata={"description": "agree: agreed or final"})
    value = fields.Raw(allow_none=True, metadata={"description": "agree: an answer, or null"})
    reason = fields.Str(validate=REASON, metadata={"description": "agree, take_back, reopen"})
    items = fields.List(
        fields.Nested(ItemLine),
        validate=validate.Length(max=500),
        metadata={"description": "confirm, return, take_back"},
    )
    seen = fields.Int(
        allow_none=True,
        validate=COUNT,
        metadata={"description": "number of the last decision that was seen"},
    )
    entries_seen = fields.Int(
        allow_none=True, validate=COUNT, metadata={"description": "confirm, approve"}
    )


class Decision(Schema):
    """A decision that was made, and where the visit stands now."""

    number = fields.Int(required=True)
    move = fields.Enum(Move, by_value=True, required=True)
    state = fields.Enum(VisitState, by_value=True, required=True)
    at = fields.AwareDateTime(required=True)


class StoredPhoto(Schema):
    """A photo that the server has."""

    sha256 = fields.Str(required=True)
    bytes = fields.Int(required=True)
    width = fields.Int(allow_none=True, required=True)
    height = fields.Int(allow_none=True, required=True)
    state = fields.Str(required=True, validate=validate.OneOf(["stored"]))
    epoch = fields.Str(required=True)


class PhotoAsked(Schema):
    """In which size."""

    size = fields.Str(load_default="full", validate=validate.OneOf(["thumb", "screen", "full"]))


class Parcel(Schema):
    """Rescued bytes that the server has."""

    id = fields.Int(required=True)
    sha256 = fields.Str(required=True)
    bytes = fields.Int(required=True)


class Evaluation(Schema):
    """A draft of the evaluation of a round."""

    id = fields.Int(required=True)
    round_id = fields.Int(required=True)
    visits = fields.Int(required=True)
    statements = fields.Int(required=True)
    merged_at = fields.AwareDateTime(required=True)


class Changed(Schema):
    """A line of a document that is new, gone or worded otherwise; the missing side is empty."""

    place = fields.Str(required=True)
    before = fields.Str(required=True)
    after = fields.Str(required=True)


class Revision(Schema):
    """A sealed revision of a visit's documents."""

    revision = fields.Int(required=True)
    sealed_at = fields.AwareDateTime(required=True)
    content_sha256 = fields.Str(required=True)
    changes = fields.List(fields.Nested(Changed), required=True)
