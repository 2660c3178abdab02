"""Everybody who can move a visit, and everything that moves one, for tests over many orders."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st
from sqlalchemy import select, update

from survey_app.core import clock
from survey_app.core.problems import Problem
from survey_app.edge import warming
from survey_app.fieldwork.rules import Layer
from survey_app.reviews import service as reviews
from survey_app.reviews.rules import Agree, Approve, Open, Reopen, Return, ReturnLine
from survey_app.visits.models import Person, Round, Target, Visit
from survey_app.visits.rules import Plan
from survey_app.visits.service import VisitPlan, replan
from tests.support.phone import jpeg

PICTURES = [jpeg(width=16 + at) for at in range(3)]
VALUES: dict[str, list[dict[str, str | int]]] = {
    "A1": [{"value": "yes"}, {"value": "no"}],
    "A2": [{"value": 0}, {"value": 3}],
    "B1": [{"value": "231"}, {"not_applicable": "chưa có số liệu"}],
    "B3": [{"value": "x"}],
    "T1": [{"value": "yes"}],
    "G1": [{"value": "Hội trường"}],
}
ACTS = st.one_of(
    st.tuples(
        st.just("answer"),
        st.sampled_from([(item, value) for item, each in VALUES.items() for value in each]),
        st.sampled_from(["team", "self"]),
        st.booleans(),
    ),
    st.tuples(st.just("withdraw")),
    st.tuples(st.just("comment")),
    st.tuples(st.just("photo"), st.integers(0, 2)),
    st.tuples(st.just("bytes"), st.integers(0, 2)),
    st.tuples(st.just("submit"), st.booleans()),
    st.tuples(st.just("fill")),
    st.tuples(
        st.just("decide"),
        st.sampled_from(
            [
                Open(),
                Agree("A2", Layer.AGREED, {"value": 1}, "theo minh chứng"),
                Agree("A2", Layer.AGREED, None, "bỏ điểm thống nhất"),
                Agree("B3", Layer.FINAL, {"value": "y"}, "Văn phòng chốt"),
                Return((ReturnLine("A1", "thiếu minh chứng"),)),
                Return((ReturnLine("A1", "vẫn thiếu"), ReturnLine("A2", "xem lại", {"value": 2}))),
                Approve(),
                Reopen("xem lại"),
            ]
        ),
    ),
    st.tuples(st.just("plan"), st.sampled_from(list(Plan))),
    st.tuples(st.just("target"), st.integers(1, 900)),
    st.tuples(st.just("round"), st.booleans()),
    st.tuples(st.just("rename"), st.sampled_from(["Người đổi tên", "Tên khác"])),
    st.tuples(st.just("warm")),
)


class World:
    """Everybody who can move a visit, each through the door that is theirs."""

    def __init__(self, an, cast, change):
        self.an, self.cast, self.change = an, cast, change
        self.heads: list[str] = []

    def do(self, act):
        """One act; what the rules refuse is refused, and changes nothing."""
        getattr(self, f"_{act[0]}")(*act[1:])

    def _answer(self, what, layer, over):
        replaced = self.heads[-1:] if over else []
        made = self.an.answer(what[0], what[1], layer=layer, supersedes=replaced)
        self.an.send(made)
        self.heads = [each for each in self.heads if each not in replaced] + [made["id"]]

    def _withdraw(self):
        if self.heads:
            old = self.an.made[self.heads.pop()]
            made = self.an.entry(
                old["kind"],
                None,
                item=old["item"],
                slot=old["slot"],
                layer=old["layer"],
                supersedes=[old["id"]],
            )
            self.an.send(made)
            self.heads.append(made["id"])

    def _comment(self):
        slot = {"slot": "018f0000-0000-7000-8000-00000000000c"}
        self.an.send(self.an.entry("comment", {"text": "xem lại số"}, item="A1", **slot))

    def _photo(self, at):
        made = self.an.photo(PICTURES[at])
        self.an.send(made)
        self.heads.append(made["id"])

    def _bytes(self, at):
        self.an.put(PICTURES[at])

    def _submit(self, whole):
        known = list(self.heads) if whole else self.heads[1:]
        named = [
            self.an.made[each]["value"]["sha256"]
            for each in known
            if self.an.made[each]["kind"] == "photo" and self.an.made[each]["value"]
        ]
        self.an.send(self.an.submit(known, named))

    def _fill(self):
        for item in ("A1", "A2", "A3", "B1", "B2", "B3", "B4"):
            self._answer((item, FILLED[item]), "team", over=False)
        self._submit(whole=True)

    def _decide(self, command):
        def made(session):
            visit = session.get_one(Visit, self.cast.visit.id)
            chau = session.get_one(Person, self.cast.chau.id)
            try:
                with session.begin_nested():
                    reviews.decide(session, visit, command, actor=chau, at=clock.now())
            except Problem:
                return

        self.change(made)

    def _plan(self, plan):
        facts = VisitPlan(date(2020, 11, 10), plan=plan, reason="lũ")
        self.change(lambda session: replan(session.get_one(Visit, self.cast.visit.id), facts))

    def _target(self, term):
        found = select(Target).where(Target.unit_id == self.cast.visit.unit_id, Target.item == "B1")
        self.change(
            lambda session: setattr(session.scalars(found).one(), "milestone", Decimal(term))
        )

    def _round(self, shows):
        self.change(lambda session: session.execute(update(Round).values(shows_level=shows)))

    def _rename(self, name):
        named = update(Person).where(Person.username.in_(["an", "chau"])).values(name=name)
        self.change(lambda session: session.execute(named))

    def _warm(self):
        self.change(lambda _: warming.warm())


FILLED = {
    "A1": {"value": "yes"},
    "A2": {"value": 3},
    "A3": {"value": "2.5"},
    "B1": {"value": "231"},
    "B2": {"not_applicable": "không phát sinh"},
    "B3": {"value": "x"},
    "B4": {"value": {"rows": [{"ten": "Tổ", "so": "3"}], "level": 2}},
}
