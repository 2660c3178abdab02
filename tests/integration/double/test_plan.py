"""Double scoring in the file of a round: all, a drawn share, or two who are named."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from survey_app.visits.models import Round, Visit
from survey_app.visits.scorer_models import ScorerChange
from tests.integration.test_round_command import PLAN, enter, published

__all__ = ["enter", "published"]

CHI = """
[[person]]
username = "chi"
name = "Thành viên khác"
role = "member"
"""


def planned(scheme: str = 'double_scoring = "off"', scorers: str = "") -> str:
    """The plan of the guide with one member more."""
    plan = PLAN.read_text("utf-8").replace('double_scoring = "off"', scheme)
    plan = plan.replace('an = "member" }', 'an = "member", chi = "member" }')
    return plan.replace('mode = "on_site"', f'mode = "on_site"\n{scorers}') + CHI


def of_plan(look):
    """The round and the visit that the plan has made."""
    (round_,) = look(select(Round).where(Round.name.contains("ví dụ")))
    (visit,) = look(select(Visit).where(Visit.round_id == round_.id))
    return round_, visit


@pytest.mark.parametrize(
    ("scheme", "mode"),
    [
        ('double_scoring = "all"', "all"),
        ('double_scoring = "sample"\ndouble_share = 10\ndouble_seed = "thử"', "sample"),
    ],
)
def test_a_round_names_the_first_two_of_its_team(published, enter, look, scheme, mode):
    result = enter(planned(scheme))

    assert result.exit_code == 0, result.output
    round_, visit = of_plan(look)
    assert round_.double_scoring == mode
    assert (visit.first_scorer_id is None, visit.second_scorer_id is None) == (False, False)
    assert {each.made_by_id for each in look(select(ScorerChange))} == {None}


def test_a_visit_names_its_two_the_first_one_first(published, enter, look):
    result = enter(planned(scorers='scorers = ["chi", "an"]'))

    assert result.exit_code == 0, result.output
    round_, visit = of_plan(look)
    (first,) = look(select(ScorerChange).where(ScorerChange.seat == "first"))
    assert (round_.double_scoring, first.after_id) == ("sample", visit.first_scorer_id)
    assert look(select(Visit.second_scorer_id).where(Visit.id == visit.id)) != [None]


@pytest.mark.parametrize(
    ("scheme", "scorers", "told"),
    [
        ('double_scoring = "some"', "", "round.double_scoring"),
        ('double_scoring = "all"\ndouble_share = 10', "", "round.double_share"),
        ('double_scoring = "sample"\ndouble_share = 0', "", "round.double_share"),
        ('double_scoring = "off"', 'scorers = ["chi"]', "visit[1].scorers"),
        ('double_scoring = "off"', 'scorers = ["chi", "chi"]', "visit[1].scorers"),
        ('double_scoring = "off"', 'scorers = ["chi", "binh"]', "visit[1].scorers"),
        ('double_scoring = "off"', 'scorers = ["chi", "ma"]', "visit[1].scorers"),
    ],
)
def test_a_wrong_plan_enters_nothing(published, enter, look, scheme, scorers, told):
    result = enter(planned(scheme, scorers))

    assert result.exit_code == 1
    assert told in result.output
    assert look(select(Round).where(Round.name.contains("ví dụ"))) == []
