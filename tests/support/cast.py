"""The people every test knows: An is a member, Bình leads, Châu is the office, Dũng a stranger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from forms.canonical import canonical_json, content_hash
from forms.definition import Checklist
from survey_app.checklists.models import ChecklistItem, ChecklistVersion
from survey_app.checklists.rules import VersionState
from survey_app.fieldwork.service import begin_epoch
from survey_app.visits import service
from survey_app.visits.models import Person, Round, Team, Unit, Visit
from survey_app.visits.rules import Part, Role, UnitKind
from tests.support.cheaper import HASHER
from tests.support.checklist import SMALL

NOW = datetime(2020, 11, 10, 2, 0, tzinfo=UTC)
PASSWORD = "mat-khau-thu-2020"
HASH = HASHER.hash(PASSWORD)


@dataclass(frozen=True)
class Cast:
    """Two teams: An, Ánh and Bình on the first, Dũng and Em on the second; and their visits."""

    an: Person
    anh: Person
    binh: Person
    chau: Person
    dung: Person
    em: Person
    quan: Person
    round: Round
    visit: Visit
    other_visit: Visit


def person(session: Session, username: str, role: Role) -> Person:
    """An account with the password of all."""
    made = Person(
        username=username, name=username.title(), role=role, password_hash=HASH, made_at=NOW
    )
    session.add(made)
    return made


def version(session: Session, checklist: Checklist) -> ChecklistVersion:
    """A published version of this checklist."""
    made = ChecklistVersion(
        code=checklist.code,
        version=checklist.version,
        title=checklist.title.vi,
        unit_kind=checklist.unit_kind,
        state=VersionState.PUBLISHED,
        content=canonical_json(checklist).decode(),
        content_hash=content_hash(checklist),
        imported_at=NOW,
        published_at=NOW,
    )
    made.items = [
        ChecklistItem(
            code=item.code,
            kind=item.kind.value,
            section=section.code if section else "",
            position=position,
        )
        for position, (section, item) in enumerate(checklist.items())
    ]
    session.add(made)
    return made


def unit(session: Session, code: str, name: str, order: int) -> Unit:
    """A district federation."""
    facts = service.UnitFacts(code, name, UnitKind.DISTRICT, order)
    return service.add_unit(session, facts)


def visit(
    session: Session, at: Unit, by: Team, pinned: ChecklistVersion, members: list[Person]
) -> Visit:
    """A planned visit with these members."""
    plan = service.VisitPlan(date(2020, 11, 10), place="Hội trường")
    made = service.plan_visit(session, unit=at, team=by, pinned=pinned, plan=plan)
    service.assign(made, members, at=NOW)
    return made


def assemble(session: Session) -> Cast:
    """The whole cast, flushed."""
    an, anh = person(session, "an", Role.MEMBER), person(session, "anh", Role.MEMBER)
    dung, em = person(session, "dung", Role.MEMBER), person(session, "em", Role.LEAD)
    binh, chau = person(session, "binh", Role.LEAD), person(session, "chau", Role.OFFICE)
    quan = person(session, "quan", Role.ADMIN)
    round_ = Round(name="Đợt thử", starts_on=date(2020, 11, 2), ends_on=date(2020, 11, 30))
    session.add(round_)
    session.flush()
    first = _team(session, round_, 1, [(binh, Part.LEAD), (an, Part.MEMBER), (anh, Part.MEMBER)])
    second = _team(session, round_, 2, [(em, Part.LEAD), (dung, Part.MEMBER)])
    pinned = version(session, SMALL)
    huong_hoa = unit(session, "LD-HUONGHOA", "LĐLĐ huyện Hướng Hóa", 1)
    dakrong = unit(session, "LD-DAKRONG", "LĐLĐ huyện Đakrông", 2)
    session.flush()
    for at in (huong_hoa, dakrong):
        facts = service.TargetFacts("B1", Decimal(500), Decimal(250), "Nghị quyết thử")
        service.set_target(session, round_, at, facts)
    own = visit(session, huong_hoa, first, pinned, [an, anh])
    other = visit(session, dakrong, second, pinned, [dung])
    begin_epoch(session, at=NOW)
    session.commit()
    return Cast(an, anh, binh, chau, dung, em, quan, round_, own, other)


def _team(session: Session, round_: Round, number: int, people_: list[tuple[Person, Part]]) -> Team:
    name = f"Đoàn khảo sát số {number}"
    return service.add_team(session, round_, number=number, name=name, people=people_)
