"""The sheets and columns of a workbook: the headings we write, and those that we also read.

Standard headings are XLSForm's. What the standard has no word for is a custom attribute in our
namespace: ``bind::lsv:…`` on a question, ``attribute::lsv:…`` on the form.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

PREFIX = "lsv"
NAMESPACE = "urn:khao-sat:phieu:1"
DECLARATION = f'{PREFIX}="{NAMESPACE}"'

VIETNAMESE = "Tiếng Việt (vi)"
ENGLISH = "English (en)"
_LANGUAGES = {
    "vi": "",
    "tiếng việt": "",
    "tiếng việt (vi)": "",
    "vietnamese": "",
    "vietnamese (vi)": "",
    "en": "_en",
    "english": "_en",
    "english (en)": "_en",
    "tiếng anh": "_en",
    "tiếng anh (en)": "_en",
}
_TRANSLATED = frozenset({"label", "hint", "guidance_hint", "constraint_message"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key by which our code knows it, its heading, whether it must be there."""

    key: str
    heading: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet: its columns in the order of writing, and what of the standard is not for us.

    ``ignored`` changes only how ODK shows or sends a form; ``refused`` would change what is asked.
    """

    name: str
    columns: tuple[Column, ...]
    ignored: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()

    def heading(self, key: str) -> str:
        """The heading of the column of this key, the key itself where there is none."""
        return next((each.heading for each in self.columns if each.key == key), key)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading in a workbook turned out to mean; ``key`` is empty where it is not ours."""

    key: str = ""
    refused: bool = False
    fault: str = ""


def _bound(key: str) -> Column:
    return Column(key, f"bind::{PREFIX}:{key}")


def _attribute(key: str) -> Column:
    return Column(key, f"attribute::{PREFIX}:{key}")


def _translated(key: str) -> tuple[Column, Column]:
    return (
        Column(key, f"{key}::{VIETNAMESE}", needed=key == "label"),
        Column(f"{key}_en", f"{key}::{ENGLISH}"),
    )


SURVEY = SheetPlan(
    "survey",
    (
        Column("type", "type", needed=True),
        Column("name", "name", needed=True),
        *_translated("label"),
        _bound("kind"),
        _bound("points"),
        _bound("evidence"),
        *_translated("hint"),
        *_translated("guidance_hint"),
        Column("required", "required"),
        Column("relevant", "relevant"),
        Column("constraint", "constraint"),
        *_translated("constraint_message"),
        _bound("owner"),
        _bound("levels"),
        _bound("step"),
        _bound("measure"),
        _bound("direction"),
        _bound("baseline"),
        _bound("bands"),
        _bound("prefill"),
        Column("appearance", "appearance"),
    ),
    refused=frozenset(
        "calculation calculate default choice_filter repeat_count count trigger parameters"
        " read_only readonly required_message requiredmsg image big-image audio video autoplay"
        " rows save_to query intent noapperrorstring media instance body bind control".split()
    ),
)
CHOICES = SheetPlan(
    "choices",
    (
        Column("list_name", "list_name", needed=True),
        Column("name", "name", needed=True),
        *_translated("label"),
        Column("share", "share"),
    ),
    refused=frozenset("image big-image audio video media geometry".split()),
)
SETTINGS = SheetPlan(
    "settings",
    (
        Column("title", "form_title", needed=True),
        Column("code", "form_id", needed=True),
        Column("version", "version", needed=True),
        Column("default_language", "default_language"),
        Column("namespaces", "namespaces"),
        _attribute("title_en"),
        _attribute("note"),
        _attribute("note_en"),
        _attribute("unit_kind"),
        _attribute("base_points"),
        _attribute("bonus_cap"),
        _attribute("penalties"),
        _attribute("penalty_cap"),
        _attribute("reason_for"),
        _attribute("gap_reason"),
        _attribute("moderation_gap"),
        _attribute("evidence_blocks_submit"),
        _attribute("self_scores"),
    ),
    ignored=frozenset(
        "style name instance_name auto_send auto_delete allow_choice_duplicates clean_text_values"
        " omit_instanceid".split()
    ),
    refused=frozenset("public_key submission_url prefix sms_keyword attribute".split()),
)
THRESHOLDS = SheetPlan(
    "thresholds",
    (
        Column("code", "name", needed=True),
        *_translated("label"),
        Column("total_from", "total_from", needed=True),
    ),
)
CONDITIONS = SheetPlan(
    "conditions",
    (
        Column("code", "name", needed=True),
        Column("kind", "kind", needed=True),
        *_translated("label"),
        Column("cap", "cap"),
        Column("item", "item"),
        Column("value", "value"),
        Column("percent", "percent"),
        Column("sections", "sections"),
    ),
)
PLANS = (SURVEY, CHOICES, SETTINGS, THRESHOLDS, CONDITIONS)
NEEDED_SHEETS = ("survey", "settings")
# Sheets of the standard that would change what is asked.
REFUSED_SHEETS = ("external_choices", "entities", "osm")

_ALIASES = {
    "relevance": "relevant",
    "caption": "label",
    "constraining_message": "constraint_message",
    "command": "type",
    "set_form_title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
}
_SHEET_ALIASES = {"survey": {"tag": "name", "value": "name"}, "choices": {"value": "name"}}


def understood(plan: SheetPlan, written: str) -> Heading:
    """What a heading means on this sheet."""
    base, _, rest = (part.strip() for part in _folded(written).partition("::"))
    base = base.replace(" ", "_")
    base = _SHEET_ALIASES.get(plan.name, {}).get(base, _ALIASES.get(base, base))
    known = {_folded(column.heading): column.key for column in plan.columns}
    whole = f"{base}::{rest}" if rest else base
    if whole in known:
        return Heading(known[whole])
    if base in _TRANSLATED and f"{base}::{_folded(VIETNAMESE)}" in known:
        return _in_language(base, rest)
    if base in plan.ignored:
        return Heading()
    # What is misspelled in our own namespace is no column of the standard.
    if base in plan.refused and not rest.startswith(f"{PREFIX}:"):
        return Heading(refused=True)
    return Heading(fault="column-unknown")


def _in_language(base: str, language: str) -> Heading:
    if not language:
        return Heading(base)
    if language not in _LANGUAGES:
        return Heading(fault="language-unknown")
    return Heading(base + _LANGUAGES[language])


def _folded(heading: str) -> str:
    return unicodedata.normalize("NFC", " ".join(heading.split())).casefold()
