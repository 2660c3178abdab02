"""The lines of lists: always what would be worked out from scratch, and drawn anew only if stale.

Whatever phones, leads and the office do, in any order, fresh or stale, with photos late.
"""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from survey_app.core import clock
from survey_app.edge import warming
from survey_app.edge.database import db
from survey_app.fieldwork.models import VisitLog
from survey_app.fieldwork.rules import Layer
from survey_app.progress import queries, service
from survey_app.progress.models import VisitProgress
from survey_app.reviews.rules import Agree, Approve, Return, ReturnLine
from survey_app.scoring.models import SectionScore, VisitScore
from survey_app.scoring.rules import figures_of
from survey_app.visits.models import Visit
from survey_app.visits.rules import Plan
from tests.support.moving import ACTS, FILLED, PICTURES, World
from tests.support.queries import counted
from tests.support.standing import the_long_way


@pytest.mark.slow
@given(acts=st.lists(ACTS, min_size=3, max_size=14))
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_line_says_what_the_long_way_says_whatever_happened(app, anew, acts):
    world = anew()

    for act in acts:
        world.do(act)
        with app.app_context():
            seen = _read(world.cast)
            expected = the_long_way(db.session, db.session.get_one(Visit, world.cast.visit.id))
        assert seen == expected, act


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(("answer", ("A2", {"value": 0}), "team", False), id="an answer that clashes"),
        pytest.param(("withdraw",), id="a withdrawal"),
        pytest.param(("photo", 0), id="a photo that is not here yet"),
        pytest.param(("submit", True), id="a hand-over"),
        pytest.param(("decide", Return((ReturnLine("A1", "thiếu"),))), id="a return"),
        pytest.param(
            ("decide", Agree("A2", Layer.AGREED, {"value": 1}, "theo minh chứng")),
            id="a desk score",
        ),
        pytest.param(("decide", Approve()), id="an approval"),
        pytest.param(("plan", Plan.POSTPONED), id="a postponed visit"),
        pytest.param(("target", 600), id="another milestone"),
        pytest.param(("round", False), id="a round without levels"),
        pytest.param(("rename", "Tên khác"), id="another name of the member"),
    ],
)
def test_a_fresh_line_is_not_believed_after(app, anew, act):
    world = anew()
    world.do(("fill",))
    world.do(("warm",))
    with app.app_context():
        before = _read(world.cast)

    world.do(act)

    with app.app_context():
        seen = _read(world.cast)
        expected = the_long_way(db.session, db.session.get_one(Visit, world.cast.visit.id))
    assert seen == expected
    assert seen != before


@pytest.fixture
def anew(app, phone, change, reset):
    """The cast on an empty database again, and a phone that nobody has used."""

    def made():
        cast = reset()
        return World(phone(cast.an, cast.visit), cast, change)

    return made


def test_the_kept_scores_are_those_of_the_line(app, phone, cast, look):
    an = phone()
    an.receipts(an.answer("A1", {"value": "yes"}), an.answer("A2", {"value": 3}))

    with app.app_context():
        warming.warm()

    team = VisitScore.visit_id == cast.visit.id
    assert look(select(VisitScore.total).where(team)) == look(
        select(VisitProgress.total).where(VisitProgress.visit_id == cast.visit.id)
    )
    [kept] = look(select(VisitScore.items).where(team))
    assert figures_of(kept, "A") == figures_of(kept)
    assert figures_of(kept, "B") == {}
    assert {code: list(told) for code, told in figures_of(kept).items()} == {
        "A1": ["scored", 3000000, 3000000, "yes", None],
        "A2": ["scored", 3000000, 4000000, "3", None],
    }
    assert len(look(select(SectionScore).where(SectionScore.visit_id == cast.visit.id))) == 3


def test_warming_draws_what_is_stale_and_nothing_else(app, phone, cast):
    with app.app_context():
        first = warming.warm()
        again = warming.warm()
    phone().receipts(phone().answer("A1", {"value": "yes"}))

    with app.app_context():
        after_one_entry = warming.warm()

    assert (first, again, after_one_entry) == (2, 0, 1)


def test_storing_entries_draws_nothing(phone, cast, look):
    an = phone()

    an.receipts(an.answer("A1", {"value": "yes"}))

    assert look(select(func.count()).select_from(VisitProgress)) == [0]


def test_a_hand_over_leaves_a_fresh_line(app, phone, cast):
    phone().fill(FILLED)

    with app.app_context():
        assert cast.visit.id not in queries.stale(db.session)


def test_a_late_photo_needs_no_new_drawing(app, phone, cast):
    an, picture = phone(), PICTURES[0]
    photo = an.photo(picture)
    entries = [an.answer(item, value) for item, value in FILLED.items()] + [photo]
    an.receipts(*entries, an.submit([each["id"] for each in entries], [photo["value"]["sha256"]]))
    waiting = an.state()

    an.put(picture)

    assert (waiting, an.state()) == ("waiting_for_photos", "submitted")
    with app.app_context():
        assert cast.visit.id not in queries.stale(db.session)


def test_reading_fresh_lines_takes_as_many_queries_for_one_visit_as_for_all(app, phone, cast):
    phone().fill(FILLED)
    with app.app_context():
        warming.warm()

    def asked(*ids):
        with app.app_context():
            queries.progress_among(db.session, select(Visit.id).where(Visit.id.in_(ids)))

    one = counted(app, lambda: asked(cast.visit.id))
    all_ = counted(app, lambda: asked(cast.visit.id, cast.other_visit.id))

    # What there is and what was drawn; the names of those whom the lines mention.
    assert (one, all_) == (2, 2)


def test_reading_a_stale_line_writes_nothing(app, phone, cast, look):
    phone().receipts(phone().answer("A1", {"value": "yes"}))

    phone().get("/visits")

    assert look(select(func.count()).select_from(VisitProgress)) == [0]


def test_a_line_that_was_drawn_too_early_shows_as_stale(app, phone, change, cast):
    an = phone()
    an.receipts(an.answer("A1", {"value": "yes"}))
    with app.app_context():
        early = service.drawn(db.session, [cast.visit.id])
    an.receipts(an.answer("A2", {"value": 3}))

    change(lambda session: service.keep(session, early, at=clock.now()))

    with app.app_context():
        assert cast.visit.id in queries.stale(db.session)
        assert _read(cast).answered == 2


def test_the_command_drops_every_line_and_draws_all(app, change, cast, look):
    change(lambda session: _wrong_lines(session, cast))

    result = app.test_cli_runner().invoke(args=["progress", "redraw"])

    assert "Drawn anew: 2 visits." in result.output
    assert set(look(select(VisitProgress.answered))) == {0}


def _wrong_lines(session, cast):
    made = service.drawn(session, [cast.visit.id])
    wrong = {
        id_: dataclasses.replace(each, line=each.line._replace(answered=99))
        for id_, each in made.items()
    }
    service.keep(session, wrong, at=clock.now())
    assert session.scalar(select(func.count()).select_from(VisitLog)) is not None


def _read(cast):
    asked = select(Visit.id).where(Visit.id == cast.visit.id)
    return queries.progress_among(db.session, asked)[cast.visit.id]
