"""The shape of a round's plan as the office writes it in TOML; every fault is told at once."""

from __future__ import annotations

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from survey_app.core.addresses import is_address
from survey_app.reports.page_setup import LIMITS, wrong_measures
from survey_app.visits.accounts import ANY_USERNAME
from survey_app.visits.rules import DoubleScoring, Mode, Part, Role, UnitKind

CODE = validate.Regexp(r"[A-Za-z0-9][A-Za-z0-9-]{0,31}\Z")
USERNAME = validate.Regexp(rf"{ANY_USERNAME.pattern}\Z")
WORDS = validate.Length(min=1, max=500)
AMOUNT = validate.Range(min=0, max=10**12)


def _one_address(typed: str) -> None:
    if not is_address(typed):
        raise ValidationError("one e-mail address, such as name@unit.vn")


class RoundPart(Schema):
    """The round itself; ``heading`` holds the lines of the documents."""

    name = fields.Str(required=True, validate=WORDS)
    starts_on = fields.Raw(required=True)
    ends_on = fields.Raw(required=True)
    cut_off_on = fields.Raw()
    reports_due_on = fields.Raw()
    penalties = fields.Bool()
    shows_level = fields.Bool()
    photo_position = fields.Bool()
    double_scoring = fields.Enum(DoubleScoring, by_value=True)
    double_share = fields.Int(strict=True, validate=validate.Range(min=1, max=100))
    double_seed = fields.Str(validate=validate.Length(max=64))
    heading = fields.Dict(load_default=dict)

    @validates_schema
    def days_are_days(self, data: dict[str, object], **_: object) -> None:
        """TOML knows days of its own; text that looks like one is not taken."""
        for name in ("starts_on", "ends_on", "cut_off_on", "reports_due_on"):
            if name in data and type(data[name]).__name__ != "date":
                raise ValidationError("a day such as 2020-11-02, without quotes", name)

    @validates_schema
    def a_page_is_as_the_decree_allows(self, data: dict[str, object], **_: object) -> None:
        """Margins in mm and the size of letters in points, in halves."""
        heading = data.get("heading")
        if isinstance(heading, dict) and "page" in heading:
            wrong = list(wrong_measures(heading["page"]))
            if wrong:
                told = (f"{name} {each.least:g} to {each.most:g}" for name, each in LIMITS.items())
                raise ValidationError(
                    f"{', '.join(wrong)}: in halves, {', '.join(told)}", "heading.page"
                )

    @validates_schema
    def a_share_is_of_a_sample(self, data: dict[str, object], **_: object) -> None:
        """Only a sample is drawn."""
        if "double_share" in data and data.get("double_scoring") is not DoubleScoring.SAMPLE:
            raise ValidationError('only with double_scoring = "sample"', "double_share")


class PersonPart(Schema):
    """Somebody who gets an account, unless there is one of this name."""

    username = fields.Str(required=True, validate=USERNAME)
    name = fields.Str(required=True, validate=WORDS)
    role = fields.Enum(Role, by_value=True, required=True)


class UnitPart(Schema):
    """A unit, unless one of this code is known."""

    code = fields.Str(required=True, validate=CODE)
    name = fields.Str(required=True, validate=WORDS)
    kind = fields.Enum(UnitKind, by_value=True, required=True)
    protocol_order = fields.Int(required=True, strict=True)
    seat = fields.Str(validate=validate.Length(max=200))
    email = fields.Str(validate=_one_address)
    latitude = fields.Decimal(validate=validate.Range(min=-90, max=90))
    longitude = fields.Decimal(validate=validate.Range(min=-180, max=180))
    aliases = fields.List(fields.Str(validate=WORDS))


class TeamPart(Schema):
    """A team and who is what on it, by account name."""

    number = fields.Int(required=True, strict=True, validate=validate.Range(min=1))
    name = fields.Str(required=True, validate=WORDS)
    people = fields.Dict(keys=fields.Str(), values=fields.Enum(Part, by_value=True), required=True)


class VisitPart(Schema):
    """A visit of a unit by a team, on a published version of a checklist."""

    unit = fields.Str(required=True)
    team = fields.Int(required=True, strict=True)
    checklist = fields.List(fields.Str(), required=True, validate=validate.Length(equal=2))
    planned_on = fields.Raw()
    place = fields.Str(validate=validate.Length(max=500))
    mode = fields.Enum(Mode, by_value=True)
    scorers = fields.List(fields.Str(), validate=validate.Length(equal=2))


class TargetPart(Schema):
    """What a unit was to reach, and where that is written."""

    unit = fields.Str(required=True)
    item = fields.Str(required=True, validate=validate.Length(max=32))
    term = fields.Decimal(validate=AMOUNT)
    milestone = fields.Decimal(validate=AMOUNT)
    source = fields.Str(required=True, validate=WORDS)


class RoundPlan(Schema):
    """A whole round."""

    round = fields.Nested(RoundPart, required=True)
    person = fields.List(fields.Nested(PersonPart), load_default=list)
    unit = fields.List(fields.Nested(UnitPart), load_default=list)
    team = fields.List(fields.Nested(TeamPart), required=True)
    visit = fields.List(fields.Nested(VisitPart), required=True)
    target = fields.List(fields.Nested(TargetPart), load_default=list)


def told(messages: object, where: str = "") -> list[str]:
    """The faults of a plan, a line each: ``visit[2].unit: Missing data for required field.``"""
    if isinstance(messages, dict):
        lines = []
        for key, below in messages.items():
            spot = f"[{key + 1}]" if isinstance(key, int) else f".{key}" if where else str(key)
            lines += told(below, f"{where}{spot}")
        return lines
    found = messages if isinstance(messages, list) else [messages]
    return [f"{where}: {each}" for each in found]
