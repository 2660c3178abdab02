"""A visit as it may be found, without a database: a log to write into, its facts. All made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from forms.answers import Target
from forms.definition import Checklist
from forms.scoring import explain
from survey_app.fieldwork.rules import EntryKind, Layer
from survey_app.fieldwork.state import EntryView, Recorded
from survey_app.reports.content import Attendee
from survey_app.reports.facts import RoundFacts, TargetFact, VisitFacts
from survey_app.reports.rules import Document, heading_of
from survey_app.visits.rules import Mode
from tests.support.checklist import COMPLETE, SMALL

NOW = datetime(2020, 11, 10, 2, 0, tzinfo=UTC)
TARGETS = {"B1": TargetFact(Target(Decimal(500), Decimal(250)), "Nghị quyết thử", is_demo=True)}
ROUND = RoundFacts(
    name="Khảo sát giữa nhiệm kỳ, tháng 11/2020",
    heading=heading_of('{"place": "Quảng Trị"}', Document.VISIT),
    cut_off_on=date(2020, 9, 30),
)


@dataclass
class Log:
    """What the phones sent to one visit, entry by entry."""

    heads: list[EntryView] = field(default_factory=list)

    def add(self, kind: str, value: object, item: str | None = None, **more: Any) -> EntryView:
        """A settled entry in a slot of its own; ``more`` overrides any field of the entry."""
        number = len(self.heads) + 1
        entry = EntryView(
            id=number,
            uuid=UUID(int=1000 + number),
            number=number,
            kind=EntryKind(kind),
            item=item,
            slot=UUID(int=number),
            layer=None,
            value=value,  # type: ignore[arg-type]  # tests may write nonsense
            supersedes=(),
            device="d",
            seq=number,
            author_id=1,
            author="Thành viên một",
            made_at="2020-11-10T09:00:00+07:00",
            received_at=NOW,
            skew=0,
        )
        self.heads.append(replace(entry, **more))
        return self.heads[-1]

    def answer(self, item: str, value: object, layer: str = "team", **more: Any) -> EntryView:
        """An answer of a layer."""
        return self.add("answer", value, item, slot=None, layer=Layer(layer), **more)

    def finding(self, type_: str, text: str, item: str | None = None, **more: Any) -> EntryView:
        """A finding; ``more`` are further keys of its value."""
        return self.add("finding", {"type": type_, "text": text, **more}, item)

    def photo(self, sha256: str, item: str | None = None, caption: str = "") -> EntryView:
        """A photo."""
        return self.add("photo", {"sha256": sha256, "bytes": 1, "caption": caption}, item)


def complete() -> Log:
    """A log with every item of the small checklist answered by the team."""
    log = Log()
    for item, value in COMPLETE.items():
        log.answer(item, value)
    return log


def facts_of(
    log: Log,
    *,
    checklist: Checklist = SMALL,
    targets: Mapping[str, TargetFact] = TARGETS,
    given: Mapping[Layer, Mapping[str, Any]] | None = None,
    **more: Any,
) -> VisitFacts:
    """The facts of a visit with this log; ``more`` overrides any of them."""
    recorded = Recorded(tuple(log.heads))
    answers = {layer: recorded.wire_answers(layer) for layer in (Layer.SELF, Layer.TEAM)}
    for layer, said in (given or {}).items():
        answers[layer] = {**answers[Layer.TEAM], **said}
    explained = {
        layer: explain(
            checklist,
            said,
            targets={item: each.target for item, each in targets.items()},
            layer=layer.value,
            evidence=recorded.evidence_counts(),
        )
        for layer, said in answers.items()
        if said or layer is Layer.TEAM
    }
    facts = VisitFacts(
        round=ROUND,
        unit="LĐLĐ huyện Hướng Hóa",
        team="Đoàn khảo sát số 1",
        people=(Attendee("Người phụ trách", "Trưởng đoàn"),),
        planned_on=date(2020, 11, 10),
        place="Hội trường",
        mode=Mode.ON_SITE,
        checklist=checklist,
        recorded=recorded,
        explanations=explained,
        counting=max(explained, key=list(Layer).index),
        targets=targets,
        given=given or {},
    )
    return replace(facts, **more)
