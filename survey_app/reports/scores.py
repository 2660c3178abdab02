"""The score table and the indicator table: every layer's points, with the working."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from forms.ability import Ability
from forms.definition import Direction, Item, Kind, Section, SectionKind
from forms.scoring.explanation import Explanation, ItemScore, State
from forms.scoring.indicators import Aim, aim_of
from survey_app.core.vietnamese import folded
from survey_app.fieldwork.rules import Layer
from survey_app.reports import wording
from survey_app.reports.apart import given_apart
from survey_app.reports.content import IndicatorRow, ScoreRow, Scores, ScoreSection
from survey_app.reports.facts import TargetFact, VisitFacts, as_decimal, leaves, titled

_NO_FIGURE: dict[State, str] = {
    State.NOT_APPLICABLE: "KAD",
    State.NOT_ANSWERED: "–",
    State.NO_TARGET: "CCT",
    State.NOT_SCORED: "",
}
# Reasons that were recorded on the visit; those of the desk have their layer's name.
_RECORDED = {Layer.SELF: "đơn vị nêu", Layer.TEAM: "lý do"}
_SECTION_NOTE = {SectionKind.BONUS: "điểm thưởng", SectionKind.PENALTY: "điểm trừ"}


def scores_of(facts: VisitFacts) -> Scores | None:
    """The whole score table, or None while no layer has an explanation."""
    counting = facts.score
    if counting is None:
        return None
    layers = [layer for layer in Layer if layer in facts.explanations]
    explained = [facts.explanations[layer] for layer in layers]
    table = _Table(facts, layers, explained, counting)
    levels = counting.levels if facts.round.shows_level else None
    lowered = [each for each in levels.conditions if each.lowered] if levels else []
    return Scores(
        layers=tuple(wording.LAYERS[layer] for layer in layers),
        counting=wording.LAYERS[facts.counting],
        progress=f"{counting.scored}/{counting.scorable}",
        sections=tuple(table.section(each) for each in _counted(facts, counting)),
        totals=table.totals(),
        total=wording.score(counting.total),
        level_by_score=(levels.by_score or "") if levels else "",
        level=(levels.label or "") if levels else "",
        conditions=tuple(f"{each.label} ({each.why})" for each in lowered),
    )


def _counted(facts: VisitFacts, counting: Explanation) -> Iterable[Section]:
    """The sections of the table: penalties only where the round has switched them on."""
    for section in facts.checklist.sections:
        if section.kind is not SectionKind.PENALTY or counting.penalties_on:
            yield section


class _Table:
    """Rows over the layers that there are, in their order."""

    def __init__(
        self,
        facts: VisitFacts,
        layers: Sequence[Layer],
        explained: Sequence[Explanation],
        counting: Explanation,
    ) -> None:
        self.facts = facts
        self.layers = layers
        self.explained = explained
        self.counting = counting

    def section(self, section: Section) -> ScoreSection:
        """The rows of a section and its sum."""
        points = wording.points(section.points)
        note = _SECTION_NOTE.get(section.kind) or f"{points} điểm"
        rows = tuple(row for item in section.items for row in self._rows(item, is_part=False))
        return ScoreSection(f"{titled(section)} ({note})", rows, self._sum(section))

    def totals(self) -> tuple[ScoreRow, ...]:
        """Base, bonus, penalty and total; bonus and penalty only where the checklist has them."""
        kinds = {section.kind for section in self.facts.checklist.sections}
        shown = [("base", "Điểm cơ bản")]
        shown += [("bonus", "Điểm thưởng")] if SectionKind.BONUS in kinds else []
        penalised = SectionKind.PENALTY in kinds and self.counting.penalties_on
        shown += [("penalty", "Điểm trừ")] if penalised else []
        return tuple(self._total(name, label) for name, label in [*shown, ("total", "Tổng điểm")])

    def _rows(self, item: Item, *, is_part: bool) -> Iterable[ScoreRow]:
        scored = [each.find_item(item.code) for each in self.explained]
        yield ScoreRow(
            code=item.code,
            label=item.label.vi,
            points=wording.points(item.points),
            cells=tuple(_cell(each) for each in scored),
            why=self._why(item),
            changed=self._changed([each.earned if each else None for each in scored]),
            is_part=is_part,
        )
        for part in item.items:
            yield from self._rows(part, is_part=True)

    def _sum(self, section: Section) -> ScoreRow:
        found = [each.find_section(section.code) for each in self.explained]
        counting = self.counting.find_section(section.code)
        return ScoreRow(
            code="",
            label=f"Cộng mục {section.code}",
            points=wording.points(section.points),
            cells=tuple(wording.score(each.score) if each else "" for each in found),
            why=counting.line if counting else "",
            changed=self._changed([each.score if each else None for each in found]),
        )

    def _total(self, name: str, label: str) -> ScoreRow:
        values = [getattr(each.totals, name) for each in self.explained]
        return ScoreRow(
            code="",
            label=label,
            points="",
            cells=tuple(wording.score(value) for value in values),
            why=str(getattr(self.counting.totals, f"{name}_line")),
            changed=self._changed(values),
        )

    def _changed(self, values: Sequence[Fraction | None]) -> tuple[bool, ...]:
        """Which assessed layers differ from the one before; the unit's own stands alone."""
        out = []
        for at, layer in enumerate(self.layers):
            later = at > 0 and layer is not Layer.TEAM and self.layers[at - 1] is not Layer.SELF
            out.append(later and values[at] != values[at - 1])
        return tuple(out)

    def _why(self, item: Item) -> str:
        scored = self.counting.find_item(item.code)
        said = [scored.why] if scored else []
        for layer, lead in _RECORDED.items():
            answer = self.facts.recorded.wire_answers(layer).get(item.code) or {}
            reason = str(answer.get("reason") or "")
            if reason and not any(reason in each for each in said):
                said.append(f"{lead}: {reason}")
        said += given_apart(item, self.facts.recorded)
        for layer, reasons in self.facts.given_reasons.items():
            if reasons.get(item.code):
                said.append(f"{wording.LAYERS[layer].lower()}: {reasons[item.code]}")
        return "; ".join(said)


def _cell(scored: ItemScore | None) -> str:
    if scored is None:
        return ""
    if scored.earned is not None and (scored.is_scored or scored.is_parent):
        return wording.score(scored.earned)
    return _NO_FIGURE.get(scored.state, "")


def indicators_of(facts: VisitFacts) -> tuple[IndicatorRow, ...]:
    """Every indicator of the checklist with the unit's targets and what it reached."""
    return tuple(
        _indicator(facts, item)
        for section in facts.checklist.sections
        for item in leaves(section)
        if item.kind is Kind.INDICATOR
    )


def _indicator(facts: VisitFacts, item: Item) -> IndicatorRow:
    held = facts.answer(item.code)
    actual = as_decimal(held.get("value"))
    target = facts.targets.get(item.code)
    scored = facts.score.find_item(item.code) if facts.score else None
    return IndicatorRow(
        code=item.code,
        label=item.label.vi,
        measure=item.measure,
        term=_aim(target, "term"),
        milestone=_aim(target, "milestone"),
        actual="" if actual is None else wording.figure(actual),
        of_term=_ratio(item, target, "term", actual),
        of_milestone=_ratio(item, target, "milestone", actual),
        by_rule=_by_rule(scored),
        counted=_cell(scored),
        ability=wording.ability(_ability(scored)),
        notes=tuple(_notes(facts, item, scored)),
    )


def _aim(target: TargetFact | None, basis: str) -> str:
    value = getattr(target.target, basis) if target else None
    return "" if value is None else wording.figure(value)


def _ratio(item: Item, target: TargetFact | None, basis: str, actual: Decimal | None) -> str:
    """How far this target is reached, also beyond 100 %; nothing where it cannot be said."""
    value = getattr(target.target, basis) if target else None
    if target is None or value is None or actual is None:
        return ""
    aim = Aim(Fraction(value), basis, target.target.direction or item.direction)
    above, below = (Fraction(actual), aim.value)
    if aim.direction is Direction.DOWN:
        above, below = below, above
    return wording.percent(above / below) if below else ""


def _by_rule(scored: ItemScore | None) -> str:
    if scored is None or not scored.is_scored:
        return ""
    by_rule = scored.earned if scored.rule_earned is None else scored.rule_earned
    return wording.score(by_rule)


def _notes(facts: VisitFacts, item: Item, scored: ItemScore | None) -> Iterable[str]:
    target = facts.targets.get(item.code)
    held = facts.answer(item.code)
    if scored and scored.state in (State.NOT_APPLICABLE, State.NO_TARGET, State.NOT_ANSWERED):
        yield scored.why
    if held.get("baseline") is not None:
        yield f"đầu kỳ: {wording.figure(held['baseline'])}"
    if target and aim_of(item, target.target) and _is_down(item, target):
        yield "càng thấp càng tốt"
    if held.get("judged") is not None:
        reason = held.get("reason") or "(chưa nêu lý do)"
        yield f"chấm {wording.figure(held['judged'])} điểm vì: {reason}"
    ability = _ability(scored)
    if ability is not None:
        yield f"khả năng hoàn thành: {ability.reason.rstrip('. ') or '(chưa nêu căn cứ)'}"
    # A source that says so itself need not be told twice.
    if target and target.source and "minh hoa" not in folded(target.source):
        yield f"nguồn chỉ tiêu: {target.source}"
    if target and target.is_demo:
        yield "(số liệu minh hoạ)"


def _ability(scored: ItemScore | None) -> Ability | None:
    return scored.ability if scored else None


def _is_down(item: Item, target: TargetFact) -> bool:
    return (target.target.direction or item.direction) is Direction.DOWN
