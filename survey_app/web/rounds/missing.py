"""What of a round the office still has to enter: each lack with the page where it is mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flask import url_for
from sqlalchemy.orm import Session

from forms.definition import Kind
from survey_app.checklists.queries import count_published, definition_of
from survey_app.evaluations.outline import default_outline
from survey_app.evaluations.queries import outline_of_round
from survey_app.visits.models import Round, Target, Team, Visit
from survey_app.visits.queries import targets_of_visits, teams_of_round, visits_of_round
from survey_app.visits.rules import DoubleScoring, Mode, Part, Plan, RoundState
from survey_app.visits.units import any_unit
from survey_app.web.rounds.forms import raw_heading
from survey_app.web.speech import say

MOST_NAMED = 30


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing, and where it is entered."""

    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """One part of setting a round up; ``lacks`` is empty where it is done."""

    title: str
    url: str
    lacks: list[Lack] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Known:
    """Everything the steps look at, read once: a constant number of queries."""

    round: Round
    published: int
    has_units: bool
    teams: Sequence[Team]
    visits: Sequence[Visit]
    targets: Mapping[int, Mapping[str, Target]]
    proposed_outline: bool


def missing_of(session: Session, round_: Round) -> list[Step]:
    """The steps of setting this round up, in the order in which they are taken."""
    visits = [
        each for each in visits_of_round(session, round_.id) if each.plan is not Plan.CANCELLED
    ]
    outline = outline_of_round(session, round_.id)
    known = Known(
        round=round_,
        published=count_published(session),
        has_units=any_unit(session),
        teams=teams_of_round(session, round_.id),
        visits=visits,
        targets=targets_of_visits(session, visits),
        proposed_outline=tuple(outline) == tuple(default_outline()),
    )
    return [Step(title, url, list(look(known, url))) for title, url, look in _steps(round_.id)]


Look = Callable[[Known, str], Iterator[Lack]]


def _steps(round_id: int) -> Iterator[tuple[str, str, Look]]:
    settings = url_for("desk.rounds.settings.show", round_id=round_id)
    yield say("Ngày, thời hạn"), settings, _days
    yield say("Phần đầu và chữ ký của văn bản"), settings, _heading
    yield say("Phiếu khảo sát"), url_for("desk.checklists.index"), _checklists
    units = url_for("desk.entering.show", round_id=round_id, what="units")
    yield say("Đơn vị được khảo sát"), units, _units
    teams = url_for("desk.entering.show", round_id=round_id, what="teams")
    yield say("Đoàn khảo sát và tài khoản"), teams, _teams
    visits = url_for("desk.entering.show", round_id=round_id, what="visits")
    yield say("Lịch khảo sát"), visits, _visits
    double = url_for("desk.scorers.show_round", round_id=round_id)
    yield say("Chấm độc lập"), double, _scorers
    targets = url_for("desk.entering.show", round_id=round_id, what="targets")
    yield say("Chỉ tiêu"), targets, _targets
    yield say("Đề cương báo cáo"), url_for("desk.outline.show", round_id=round_id), _outline
    state = url_for("desk.rounds.settings.state.show", round_id=round_id)
    yield say("Mở đợt khảo sát"), state, _opening


def _days(known: Known, url: str) -> Iterator[Lack]:
    if known.round.cut_off_on is None:
        yield Lack(say("Chưa có thời điểm chốt số liệu."), url)
    if known.round.reports_due_on is None:
        yield Lack(say("Chưa có hạn đơn vị gửi báo cáo."), url)
    if known.round.keep_until is None:
        yield Lack(say("Chưa có ngày hết hạn lưu ảnh, dữ liệu cá nhân."), url)


def _heading(known: Known, url: str) -> Iterator[Lack]:
    raw = raw_heading(known.round.heading)
    if "organisation" not in raw or "place" not in raw:
        yield Lack(say("Chưa nhập tên cơ quan, địa danh; văn bản in dấu chấm."), url)
    for name, sentence in (
        ("visit", say("Báo cáo từng cuộc: chưa nhập dòng chức danh ký.")),
        ("evaluation", say("Báo cáo chung: chưa nhập dòng chức danh ký.")),
    ):
        own = raw.get(name)
        if "signature" not in raw and not (isinstance(own, dict) and "signature" in own):
            yield Lack(sentence, url)


def _checklists(known: Known, url: str) -> Iterator[Lack]:
    if not known.published:
        yield Lack(say("Chưa ban hành phiếu khảo sát nào."), url)


def _units(known: Known, url: str) -> Iterator[Lack]:
    if not known.has_units:
        yield Lack(say("Chưa có đơn vị nào."), url)


def _teams(known: Known, url: str) -> Iterator[Lack]:
    if not known.teams:
        yield Lack(say("Chưa có đoàn khảo sát nào."), url)
    for team in known.teams:
        if not any(each.part is Part.LEAD for each in team.people):
            yield Lack(say("%(team)s: chưa có trưởng đoàn.", team=team.name), url)
    going = {visit.team_id for visit in known.visits}
    for team in known.teams:
        if known.visits and team.id not in going:
            yield Lack(say("%(team)s: chưa được giao cuộc khảo sát nào.", team=team.name), url)


def _visits(known: Known, url: str) -> Iterator[Lack]:
    if not known.visits:
        yield Lack(say("Chưa có cuộc khảo sát nào."), url)
    for visit in known.visits[:MOST_NAMED]:
        plan = url_for("desk.planning.show", key=visit.key)
        if visit.planned_on is None:
            yield Lack(say("%(unit)s: chưa định ngày.", unit=visit.unit.name), plan)
        if not any(each.removed_at is None for each in visit.members):
            yield Lack(say("%(unit)s: chưa có người ghi phiếu.", unit=visit.unit.name), plan)
        if visit.mode is Mode.ON_SITE and not visit.place:
            yield Lack(say("%(unit)s: chưa có địa điểm làm việc.", unit=visit.unit.name), plan)
    yield from _rest(len(known.visits), url)


def _rest(all_of_them: int, url: str) -> Iterator[Lack]:
    """That a long round has visits which were not looked at one by one here."""
    if all_of_them > MOST_NAMED:
        count = all_of_them - MOST_NAMED
        yield Lack(say("Còn %(count)s cuộc khảo sát chưa xét ở đây.", count=count), url)


def _scorers(known: Known, url: str) -> Iterator[Lack]:
    apart = [visit for visit in known.visits if visit.first_scorer_id is None]
    if known.round.double_scoring is not DoubleScoring.ALL:
        return
    for visit in apart[:MOST_NAMED]:
        page = url_for("desk.scorers.show", key=visit.key)
        yield Lack(say("%(unit)s: chưa phân công hai người chấm.", unit=visit.unit.name), page)
    yield from _rest(len(apart), url)


def _targets(known: Known, url: str) -> Iterator[Lack]:
    for visit in known.visits[:MOST_NAMED]:
        checklist = definition_of(visit.checklist_version)
        held = known.targets[visit.id]
        page = url_for("desk.directory.targets.show", code=visit.unit.code)
        asked = [item.code for _section, item in checklist.items() if item.kind is Kind.INDICATOR]
        bare = [code for code in asked if code not in held or _is_blank(held[code])]
        if bare:
            facts = {"unit": visit.unit.name, "count": len(bare), "items": ", ".join(bare)}
            yield Lack(say("%(unit)s: thiếu %(count)s chỉ tiêu (%(items)s).", **facts), page)
        if any(each.is_demo for each in held.values()):
            yield Lack(say("%(unit)s: còn chỉ tiêu trình diễn.", unit=visit.unit.name), page)
    yield from _rest(len(known.visits), url)


def _outline(known: Known, url: str) -> Iterator[Lack]:
    if known.proposed_outline:
        yield Lack(say("Đề cương đang là đề xuất có sẵn, chưa được Văn phòng thay."), url)


def _opening(known: Known, url: str) -> Iterator[Lack]:
    if known.round.state is RoundState.PREPARING:
        yield Lack(say("Đợt chưa mở nên các đoàn chưa thấy cuộc khảo sát nào."), url)


def _is_blank(target: Target) -> bool:
    return target.term is None and target.milestone is None
