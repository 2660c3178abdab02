"""Plays the survey through the API: three teams at once, their leads, and the office at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from survey_app.commands.demo_round import apart, own_reports
from survey_app.commands.demo_round.client import Client, Json
from survey_app.commands.demo_round.phone import Phone, Picture
from survey_app.commands.demo_round.pictures import Subject, draw
from survey_app.commands.demo_round.plan import PASSWORD, TEAMS
from survey_app.commands.demo_round.unit_browser import UnitBrowser
from survey_app.commands.demo_round.units import Fate, Planned, planned_units
from survey_app.commands.demo_round.visiting import (
    Course,
    begin,
    conduct,
    course_of,
    shots_of,
)
from survey_app.commands.demo_round.words import words
from survey_app.core import clock

# What the API must say of each visit in the end.
STATES = {
    Fate.APPROVED: "approved",
    Fate.CORRECTED: "approved",
    Fate.WAITING: "submitted",
    Fate.RETURNED: "returned",
    Fate.IN_PROGRESS: "in_progress",
    Fate.NOT_STARTED: "planned",
    Fate.POSTPONED: "postponed",
}
# Units that score themselves by the link of their visit, for as long as it may be used.
SCORES_BY_LINK = frozenset({"LD-HAILANG"})
LINK_LASTS = timedelta(days=30)
_NOT_PLAYED = (Fate.NOT_STARTED, Fate.POSTPONED)
_CHECKLISTS = {"LD": "PKS-HUYEN", "CDN": "PKS-NGANH", "CDVC": "PKS-CDVC"}


class WentWrong(RuntimeError):
    """The round did not end as it was to; the message says where."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server is."""

    host: str
    port: int

    @contextmanager
    def signed_in(self, username: str) -> Iterator[Client]:
        """A client of this account."""
        with Client(self.host, self.port) as client:
            client.sign_in(username, PASSWORD)
            yield client


class Album:
    """The pictures, drawn beside the play: the drawing lets go of Python's lock."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(2)
        self._drawn: dict[Subject, Future[Picture]] = {
            shot.subject: self._pool.submit(draw, shot.subject)
            for planned in sorted(planned_units(), key=lambda each: str(each.plan.planned_on))
            if planned.fate not in _NOT_PLAYED
            for shot in shots_of(planned, _CHECKLISTS[planned.facts.code.split("-")[0]])
        }

    def close(self) -> None:
        """Draw no more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def of(self, subject: Subject) -> Picture:
        """The picture of a subject, waited for where it is not ready."""
        return self._drawn[subject].result()


def play(place: Place, album: Album) -> int:
    """Play the round to its end; the id of the evaluation that the office then has."""
    pool = ThreadPoolExecutor(len(TEAMS))
    try:
        done = [pool.submit(_play_team, place, number, album) for number in TEAMS]
        for each in done:
            each.result()
    finally:
        # Whoever is interrupted stops the server, and with it whatever is still being sent.
        pool.shutdown(wait=False, cancel_futures=True)
    with place.signed_in("vanphong") as office:
        visits = office.visits()
        _check(visits)
        return _merge(office, visits[0]["round"]["id"])


def _merge(office: Client, round_id: int) -> int:
    """The office receives what units sent, and merges; a draft stands as soon as it is merged."""
    received = own_reports.receive(office, round_id)
    evaluation_id = int(office.merge(round_id)["id"])
    own_reports.cite(office, evaluation_id, received)
    return evaluation_id


def _play_team(place: Place, number: int, album: Album) -> None:
    by_code = {each.facts.code: each for each in planned_units()}
    with (
        place.signed_in(f"doan{number}.thanhvien") as member,
        place.signed_in(f"doan{number}.truong") as lead,
    ):
        for visit in member.visits():
            planned = by_code[visit["unit"]["code"]]
            if planned.fate in _NOT_PLAYED:
                continue
            course = _prepared(member, visit, planned)
            phone = Phone(member, visit["id"], f"minh-hoa-doan{number}", _begin(planned))
            conduct(phone, course, album.of)
            if planned.facts.code == apart.UNIT:
                _score_apart(place, visit["id"], course)
            FATES[planned.fate](Review(phone, lead, planned.facts.code))
        _let_score_themselves(place, member, lead, by_code)


def _score_apart(place: Place, visit_id: str, course: Course) -> None:
    """A second member scores the same apart and has handed over before the first does."""
    with place.signed_in(apart.SECOND) as second:
        phone = Phone(second, visit_id, "minh-hoa-doan3-may2", _begin(course.planned))
        for item, value in apart.second_answers(course.team).items():
            phone.answer(item, value)
            phone.pass_time(minutes=3, seconds=5)
        phone.send()
        _hand_over(phone, apart.UNIT)


def _hand_over(phone: Phone, unit: str) -> None:
    receipt = phone.hand_over()
    if receipt["visit_state"] != "submitted":
        raise WentWrong(f"{unit}: {receipt}")


def _let_score_themselves(
    place: Place, member: Client, lead: Client, by_code: dict[str, Planned]
) -> None:
    """Some units use the link of their visit, before the team comes."""
    for visit in member.visits():
        if visit["unit"]["code"] in SCORES_BY_LINK:
            course = _prepared(member, visit, by_code[visit["unit"]["code"]])
            until = (clock.today() + LINK_LASTS).isoformat()
            made = lead.post(f"/visits/{visit['id']}/unit-links", {"until": until})
            with UnitBrowser(place.host, place.port, made["address"]) as unit:
                unit.score(course)


def _begin(planned: Planned) -> datetime:
    if planned.plan.planned_on is None:
        raise WentWrong(f"{planned.facts.code}: no day")
    return begin(planned.plan.planned_on)


def _prepared(member: Client, visit: dict[str, Any], planned: Planned) -> Course:
    checklist = member.checklist(visit["checklist"]["code"], visit["checklist"]["version"])
    return course_of(planned, checklist, visit["targets"])


@dataclass(frozen=True, slots=True)
class Review:
    """Who meets over a recorded visit: the member's phone and the lead."""

    phone: Phone
    lead: Client
    unit: str

    def hand_over(self) -> None:
        """The member says it is done; the server must have everything."""
        _hand_over(self.phone, self.unit)

    def answer_the_unit(self) -> None:
        """The lead answers where the unit explained or disagreed; else nothing is approved."""
        path = f"/visits/{self.phone.visit}/replies"
        for each in self.lead.get(path)["replies"]:
            if each["owes_answer"]:
                answer = {"text": words()["replies"]["to_the_unit"]}
                self.lead.post(f"{path}/{each['reply']['id']}/answers", answer)

    def decide(self, move: str, **about: Json) -> None:
        """The lead's move."""
        self.lead.decide(self.phone.visit, move, **about)


def _approve(review: Review) -> None:
    review.hand_over()
    review.decide("open")
    for item, agreed in words()["agreed"].get(review.unit, {}).items():
        review.decide("agree", item=item, **agreed)
    review.answer_the_unit()
    review.decide("approve")


def _return(review: Review) -> None:
    review.hand_over()
    review.decide("open")
    review.decide("return", items=words()["returned"][review.unit])


def _return_and_approve(review: Review) -> None:
    _return(review)
    phone, replies = review.phone, words()["replies"]
    phone.pass_time(days=1)
    phone.catch_up()
    for line in words()["returned"][review.unit]:
        if "proposed" in line:
            phone.answer(line["item"], {"value": line["proposed"]})
        text = replies["agreed" if "proposed" in line else "answered"]
        phone.add("reply", {"agree": True, "text": text}, item=line["item"])
    phone.send()
    review.hand_over()
    review.answer_the_unit()
    review.decide("approve")


def _leave(review: Review) -> None:
    """Still being filled in."""


FATES: dict[Fate, Callable[[Review], None]] = {
    Fate.APPROVED: _approve,
    Fate.CORRECTED: _return_and_approve,
    Fate.WAITING: Review.hand_over,
    Fate.RETURNED: _return,
    Fate.IN_PROGRESS: _leave,
}


def _check(visits: list[dict[str, Any]]) -> None:
    expected = {each.facts.code: STATES[each.fate] for each in planned_units()}
    found = {visit["unit"]["code"]: visit["state"] for visit in visits}
    if found != expected:
        wrong = sorted(set(found.items()) ^ set(expected.items()))
        raise WentWrong(f"visits that are not as planned: {wrong}")
