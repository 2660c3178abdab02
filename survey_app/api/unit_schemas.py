"""What the calls about visited units take and answer; unknown fields are refused."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from survey_app.api.schemas import whole
from survey_app.fieldwork.rules import Stance
from survey_app.reviews.answering import ANSWER_LIMIT


class LinkAsked(Schema):
    """Through which day the link is good."""

    until = fields.Date(required=True)


class Link(Schema):
    """The address of a new link, told once."""

    address = fields.Str(required=True)
    until = fields.Date(required=True)


class Ended(Schema):
    """Whether there was a link to end."""

    ended = fields.Bool(required=True)


class WindowAsked(Schema):
    """Through which day the unit may reply; null closes."""

    until = fields.Date(required=True, allow_none=True)


class Window(Schema):
    """What holds from now on."""

    open_until = fields.Date(required=True, allow_none=True)


class AnswerAsked(Schema):
    """The words of the answer."""

    text = fields.Str(required=True, validate=(validate.Length(min=1, max=ANSWER_LIMIT), whole))


class Said(Schema):
    """What the unit says to a finding; ``id`` is the entry that an answer names."""

    id = fields.Str(required=True)
    stance = fields.Enum(Stance, by_value=True, required=True)
    text = fields.Str(required=True)
    by = fields.Str(required=True)
    at = fields.AwareDateTime(required=True)


class Answered(Schema):
    """What the lead or the office answers to it."""

    text = fields.Str(required=True)
    by = fields.Str(required=True)
    at = fields.AwareDateTime(required=True)


class FindingReply(Schema):
    """A finding, what the unit says to it and what it was answered."""

    finding = fields.Str(required=True)
    item = fields.Str(required=True, allow_none=True)
    text = fields.Str(required=True)
    reply = fields.Nested(Said, required=True, allow_none=True)
    answer = fields.Nested(Answered, required=True, allow_none=True)
    owes_answer = fields.Bool(required=True)


class Replies(Schema):
    """Every finding of a visit, and until when the unit may reply."""

    open_until = fields.Date(required=True, allow_none=True)
    replies = fields.List(fields.Nested(FindingReply), required=True)
