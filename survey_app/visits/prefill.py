"""What a visit already knows of its own general information, by the names that checklists use."""

from __future__ import annotations

from survey_app.core.vietnamese import day
from survey_app.visits.models import Team, Visit
from survey_app.visits.rules import Part, UnitKind

UNIT_KINDS = {
    UnitKind.DISTRICT: "Liên đoàn Lao động huyện, thị xã, thành phố",
    UnitKind.SECTOR: "Công đoàn ngành",
    UnitKind.CIVIL_SERVANTS: "Công đoàn Viên chức tỉnh",
}


def prefilled(visit: Visit) -> dict[str, str]:
    """What is known, by name of the prefill; what is not known is left out, not blank."""
    cut_off = visit.round.cut_off_on
    known = {
        "unit_name": visit.unit.name,
        "unit_kind": UNIT_KINDS[visit.unit.kind],
        "team_name": visit.team.name,
        "team_lead": _of(visit.team, Part.LEAD),
        "team_secretary": _of(visit.team, Part.SECRETARY),
        "visit_place": visit.place,
        "cut_off": day(cut_off) if cut_off else "",
    }
    return {name: text for name, text in known.items() if text}


def _of(team: Team, part: Part) -> str:
    return ", ".join(each.person.name for each in team.people if each.part is part)
