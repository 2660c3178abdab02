"""What is written to the audit log: which rows, when made, changed or removed, in what words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import inspect

from survey_app.audit.rules import SEALED, Act
from survey_app.checklists.models import ChecklistVersion
from survey_app.evaluations.models import Evaluation, EvaluationChange, StatementCitation
from survey_app.fieldwork.models import HeldEntry, RescueParcel
from survey_app.reports.models import Report, SealedFile
from survey_app.reviews.models import (
    Decision,
    NamedItem,
    ReplyAnswer,
    ReplyWindow,
    ReturnedItem,
)
from survey_app.scoring.models import LayerScore
from survey_app.visits.merge_models import UnitMerge
from survey_app.visits.models import (
    JoinCode,
    Login,
    Person,
    PlanChange,
    Round,
    Target,
    Team,
    TeamPerson,
    Unit,
    UnitLink,
    Visit,
    VisitMember,
)
from survey_app.visits.receiving.models import UnitReport, UnitReportFile
from survey_app.visits.round_models import Milestone, Reminder, RoundChange
from survey_app.visits.scorer_models import ScorerChange


@dataclass(frozen=True, slots=True)
class Watch:
    """How the rows of a class are told; columns of ``hidden`` by name only, of ``quiet`` never.

    ``which``: columns that say which row of its subject it is; told with a change as well.
    """

    noun: str
    subject: Callable[[Any], str]
    hidden: frozenset[str] = frozenset()
    quiet: frozenset[str] = frozenset()
    which: tuple[str, ...] = ()
    pins: bool = False
    visit_id: Callable[[Any], int] = field(default=lambda row: int(row.visit_id))


def _visit(row: Any) -> str:  # noqa: ANN401 - any row with a visit_id
    return f"visit:{row.visit_id}"


def _person(row: Any) -> str:  # noqa: ANN401 - any row with a person_id
    return f"person:{row.person_id}"


_SECRET = frozenset(
    {"secret_hash", "code_hash", "password_hash", "raw", "content", "content_before", "heading"}
)
# What was said of a unit: an administrator reads the log and not the visits; seals hold it.
_SAID = frozenset({"reason", "value", "proposed", "text"})
WATCHED: dict[type, Watch] = {
    Person: Watch(
        "person", lambda row: f"person:{row.id}", hidden=_SECRET, quiet=frozenset({"language"})
    ),
    Login: Watch("login", _person, hidden=_SECRET),
    JoinCode: Watch("join_code", _person, hidden=_SECRET),
    UnitLink: Watch("unit_link", _visit, hidden=_SECRET),
    ChecklistVersion: Watch(
        "checklist", lambda row: f"checklist:{row.code} {row.version}"[:160], hidden=_SECRET
    ),
    Round: Watch("round", lambda row: f"round:{row.id}", hidden=_SECRET),
    Milestone: Watch("milestone", lambda row: f"round:{row.round_id}", which=("name",)),
    Reminder: Watch(
        "reminder",
        lambda row: f"unit:{row.unit_id}",
        hidden=frozenset({"mailed_to"}),
        which=("round_id", "reminded_on"),
    ),
    RoundChange: Watch("round_change", lambda row: f"round:{row.round_id}"),
    Team: Watch("team", lambda row: f"team:{row.id}"),
    TeamPerson: Watch("team_person", lambda row: f"team:{row.team_id}", which=("person_id",)),
    Unit: Watch("unit", lambda row: f"unit:{row.id}", hidden=frozenset({"email"})),
    UnitMerge: Watch("unit_merge", lambda row: f"unit:{row.kept_id}"),
    Target: Watch(
        "target",
        lambda row: f"unit:{row.unit_id}",
        quiet=frozenset({"edition"}),
        which=("round_id", "item"),
    ),
    Visit: Watch("visit", lambda row: f"visit:{row.id}"),
    VisitMember: Watch("visit_member", _visit, which=("person_id",)),
    PlanChange: Watch("plan_change", _visit),
    ScorerChange: Watch("scorer_change", _visit),
    Decision: Watch("decision", _visit, hidden=_SAID, pins=True),
    ReturnedItem: Watch("returned_item", lambda row: f"decision:{row.decision_id}", hidden=_SAID),
    NamedItem: Watch("named_item", lambda row: f"decision:{row.decision_id}"),
    LayerScore: Watch("layer_score", _visit, hidden=_SAID),
    ReplyWindow: Watch("reply_window", _visit, hidden=_SAID),
    ReplyAnswer: Watch("reply_answer", _visit, hidden=_SAID),
    UnitReport: Watch(
        "unit_report",
        lambda row: f"unit:{row.unit_id}",
        hidden=frozenset({"note", "withdrawn_reason"}),
        which=("id",),
    ),
    UnitReportFile: Watch(
        "unit_report_file",
        lambda row: f"unit_report:{row.unit_report_id}",
        quiet=frozenset({"name"}),
        which=("id",),
    ),
    Report: Watch("report", _visit, hidden=frozenset({"changes"}), pins=True),
    SealedFile: Watch("sealed_file", lambda row: f"report:{row.report_id}"),
    HeldEntry: Watch("held_entry", lambda row: f"held:{row.id}", hidden=_SECRET),
    RescueParcel: Watch("rescue_parcel", lambda row: f"parcel:{row.id}"),
    Evaluation: Watch("evaluation", lambda row: f"evaluation:{row.id}"),
    StatementCitation: Watch("citation", lambda row: f"unit_report:{row.unit_report_id}"),
    # What is in its rows is said of units, and can be long.
    EvaluationChange: Watch(
        "evaluation_change",
        lambda row: f"round:{row.round_id}",
        quiet=_SAID | {"words", "before", "after"},
    ),
}


def made(row: object) -> Act | None:
    """The act of making a row, where its class is watched."""
    watch = WATCHED.get(type(row))
    if watch is None:
        return None
    table = inspect(type(row)).local_table.name
    return Act(
        f"{watch.noun}.made",
        watch.subject(row),
        _values(row, watch),
        actor_id=row.person_id if isinstance(row, Login) else None,
        visit_id=watch.visit_id(row) if watch.pins else None,
        rows={table: (int(row.id),)} if table in SEALED else {},  # type: ignore[attr-defined]  # every table has an id
    )


def changed(row: object) -> Act | None:
    """The act of changing a row: the columns that are otherwise now, before and after."""
    watch = WATCHED.get(type(row))
    if watch is None:
        return None
    state = inspect(row)
    detail: dict[str, object] = {}
    for column in inspect(type(row)).column_attrs:
        history = state.attrs[column.key].history
        if not history.has_changes() or column.key in watch.quiet:
            continue
        if column.key in watch.hidden:
            detail[column.key] = "changed"
            continue
        before = _plain(history.deleted[0]) if history.deleted else None
        after = _plain(history.added[0]) if history.added else None
        if before != after:
            detail[column.key] = [before, after]
    if not detail:
        return None
    which = {name: _plain(getattr(row, name)) for name in watch.which}
    return Act(f"{watch.noun}.changed", watch.subject(row), which | detail)


def removed(row: object) -> Act | None:
    """The act of removing a row."""
    watch = WATCHED.get(type(row))
    if watch is None:
        return None
    return Act(f"{watch.noun}.removed", watch.subject(row), _values(row, watch))


def _values(row: object, watch: Watch) -> Mapping[str, object]:
    left_out = watch.hidden | watch.quiet | {"id"}
    values = {
        column.key: getattr(row, column.key)
        for column in inspect(type(row)).column_attrs
        if column.key not in left_out
    }
    return {name: _plain(value) for name, value in values.items() if value not in (None, "")}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value if isinstance(value, str | int | bool | None) else str(value)
