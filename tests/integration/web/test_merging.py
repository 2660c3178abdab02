"""Two records of one unit are made one, and two again; nothing recorded is lost by it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import select

from survey_app.audit.models import AuditRow
from survey_app.visits import service
from survey_app.visits.merge_models import UnitMerge
from survey_app.visits.models import Round, Target, Unit, UnitAlias, Visit
from survey_app.visits.receiving.models import UnitReport
from survey_app.visits.rules import Plan, UnitKind
from tests.support.cast import NOW
from tests.support.desk import hidden, words_of
from tests.support.queries import counted
from tests.support.typing_in import form_of

PAGE = "/units/merging"
KEPT, GONE = "LD-HUONGHOA", "HUONGHOA2"


@pytest.fixture
def office(cast, desk):
    return desk(cast.chau)


@pytest.fixture
def double(cast, change):
    """Hướng Hoá entered a second time, with two targets of which one is new."""

    def made(session):
        facts = service.UnitFacts(
            GONE, "LĐLĐ Hướng Hoá", UnitKind.DISTRICT, 9, aliases=("Huong Hoa",)
        )
        unit = service.add_unit(session, facts)
        session.flush()
        round_ = session.get(Round, cast.round.id)
        for item, term in (("B1", 7), ("B2", 8)):
            fact = service.TargetFacts(item, Decimal(term), None, "NQ của bản trùng")
            service.set_target(session, round_, unit, fact)
        return unit.id

    return change(made)


@pytest.fixture
def own_visit(cast, change, double):
    """The double has a visit in the same round."""

    def made(session):
        first = session.get(Visit, cast.visit.id)
        plan = service.VisitPlan(None)
        unit = session.get(Unit, double)
        version = first.checklist_version
        added = service.plan_visit(session, unit=unit, team=first.team, pinned=version, plan=plan)
        service.assign(added, [session.merge(cast.an)], at=cast.an.made_at)
        session.flush()
        return added

    return change(made)


def merge(office, keep=KEPT, other=GONE):
    shown = office.get(f"{PAGE}?keep={keep}&other={other}").get_data(as_text=True)
    form = {"keep": keep, "other": other, "before": hidden(shown, "before")}
    return office.post(PAGE, data=form)


def undo(office, look):
    return office.post(f"{PAGE}/{look(select(UnitMerge.id))[-1]}/undoing")


def targets_of(look, code):
    asked = select(Target).join(Unit, Unit.id == Target.unit_id).where(Unit.code == code)
    return {each.item: int(each.term) for each in look(asked.order_by(Target.item))}


def names_of(look, code):
    asked = select(UnitAlias).join(Unit, Unit.id == UnitAlias.unit_id).where(Unit.code == code)
    return {each.name for each in look(asked)}


def test_units_written_alike_are_proposed(office, double):
    words = words_of(office.get(PAGE).get_data(as_text=True))

    assert f"LĐLĐ huyện Hướng Hóa ({KEPT}) – LĐLĐ Hướng Hoá ({GONE})" in words


def test_what_merging_would_do_is_told_first(office, look, double):
    words = words_of(office.get(f"{PAGE}?keep={KEPT}&other={GONE}").get_data(as_text=True))

    assert "Chuyển 0 cuộc khảo sát, 1 chỉ tiêu, 0 báo cáo của đơn vị." in words
    assert "1 chỉ tiêu đã có ở đơn vị giữ lại" in words
    assert look(select(UnitMerge)) == []


def test_everything_moves_to_the_unit_that_stays(office, look, double):
    assert merge(office).status_code == 303

    assert targets_of(look, KEPT) == {"B1": 500, "B2": 8}
    assert targets_of(look, GONE) == {"B1": 7}
    assert names_of(look, KEPT) == {"LĐLĐ Hướng Hoá", "Huong Hoa"}


def test_a_visit_moves_with_what_was_recorded_on_it(office, cast, look, phone, own_visit, change):
    change(lambda session: session.delete(session.get(Visit, cast.visit.id)))
    an = phone(visit=own_visit)
    an.receipts(an.answer("A2", {"value": 3}))

    merge(office)

    moved = look(select(Visit).where(Visit.id == own_visit.id))[0]
    listed = [each["unit"]["code"] for each in an.get("/visits").get_json()["visits"]]
    assert (moved.unit_id, listed) == (cast.visit.unit_id, [KEPT])


def test_reports_that_were_received_move_and_come_back(office, cast, look, change, double):
    def received(session):
        for unit, symbol in ((double, "01/BC"), (double, "02/BC"), (cast.visit.unit_id, "01/BC")):
            report = UnitReport(
                round_id=cast.round.id,
                unit_id=unit,
                received_on=NOW.date(),
                symbol=symbol,
                noted_at=NOW,
                noted_by_id=cast.chau.id,
            )
            session.add(report)

    change(received)
    merge(office)
    together = look(select(UnitReport.symbol).where(UnitReport.unit_id == cast.visit.unit_id))
    undo(office, look)

    assert sorted(together) == ["01/BC", "02/BC"]
    assert len(look(select(UnitReport).where(UnitReport.unit_id == double))) == 2


def test_a_merged_double_is_found_no_more_and_its_page_leads_on(office, cast, double):
    merge(office)

    page = office.get(f"/units/{GONE}")
    row = f"{GONE}\tLĐLĐ huyện khác\thuyện\t3"
    judged = office.post(f"/round/{cast.round.id}/enter/units", data={"text": row})
    assert GONE not in office.get("/units").get_data(as_text=True)
    assert page.location.endswith(f"/units/{KEPT}")
    assert "đã gộp vào đơn vị khác" in words_of(judged.get_data(as_text=True))


def test_parting_puts_back_what_was_moved_and_leaves_what_came_since(office, look, double):
    merge(office)
    path = f"/units/{KEPT}/targets"
    office.post(path, data=form_of(office, path) | {"B1.term": "600"})

    assert undo(office, look).status_code == 303

    assert targets_of(look, GONE) == {"B1": 7, "B2": 8}
    assert targets_of(look, KEPT) == {"B1": 600}
    assert names_of(look, KEPT) == set()
    assert GONE in office.get("/units").get_data(as_text=True)


def test_an_empty_visit_of_the_double_is_called_off_and_comes_back(office, look, own_visit):
    merge(office)
    off = look(select(Visit).where(Visit.id == own_visit.id))[0]
    undo(office, look)
    back = look(select(Visit).where(Visit.id == own_visit.id))[0]

    assert (off.plan, back.plan) == (Plan.CANCELLED, Plan.PLANNED)
    assert "Gộp LĐLĐ Hướng Hoá vào LĐLĐ huyện Hướng Hóa." in off.plan_reason


def test_two_visits_that_were_both_recorded_stay_two(office, phone, look, own_visit):
    for sender in (phone(), phone(visit=own_visit)):
        sender.receipts(sender.answer("A2", {"value": 3}))
    shown = office.get(f"{PAGE}?keep={KEPT}&other={GONE}").get_data(as_text=True)

    reply = office.post(PAGE, data={"keep": KEPT, "other": GONE, "before": "0" * 16})

    assert "Chưa gộp được" in shown
    assert 'name="before"' not in shown
    assert reply.status_code == 409
    assert look(select(UnitMerge)) == []


def test_what_changed_since_the_page_was_shown_is_not_merged(office, look, change, double):
    shown = office.get(f"{PAGE}?keep={KEPT}&other={GONE}").get_data(as_text=True)
    asked = select(Target).where(Target.unit_id == double, Target.item == "B2")
    change(lambda session: setattr(session.scalar(asked), "term", Decimal(9)))

    form = {"keep": KEPT, "other": GONE, "before": hidden(shown, "before")}

    assert office.post(PAGE, data=form).status_code == 409
    assert look(select(UnitMerge)) == []


def test_a_merge_is_undone_once_and_a_chain_from_its_end(office, look, double):
    merge(office)
    merge(office, keep="LD-DAKRONG", other=KEPT)
    first, second = look(select(UnitMerge).order_by(UnitMerge.id))

    statuses = [
        office.post(f"{PAGE}/{each.id}/undoing").status_code
        for each in (first, second, second, first)
    ]

    assert statuses == [409, 303, 409, 303]


def test_a_merge_and_its_undoing_are_in_the_audit_log(office, look, double):
    merge(office)
    undo(office, look)

    acts = [each.action for each in look(select(AuditRow).order_by(AuditRow.number))]
    assert {"unit_merge.made", "unit_merge.changed", "unit.changed"} <= set(acts)


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"keep": KEPT, "other": KEPT}, 404),
        ({"keep": KEPT, "other": "KHONG-CO"}, 404),
        ({"keep": "", "other": ""}, 404),
        ({}, 404),
    ],
)
def test_what_cannot_be_merged_is_refused(office, double, form, status):
    assert office.post(PAGE, data=form).status_code == status


def test_a_merge_that_is_not_there_is_told(office):
    assert office.post(f"{PAGE}/99/undoing").status_code == 404
    assert office.get(f"{PAGE}?keep=x").status_code == 404


@pytest.mark.parametrize("who", ["an", "binh", "quan"])
def test_only_the_office_merges(cast, desk, who):
    assert desk(getattr(cast, who)).get(PAGE).status_code == 403
    assert desk(getattr(cast, who)).post(PAGE).status_code == 403


def test_the_page_asks_as_often_for_many_units_as_for_few(app, office, change):
    def add(count):
        def made(session):
            for number in range(count):
                facts = service.UnitFacts(f"X{number}", f"Đơn vị {number}", UnitKind.SECTOR, number)
                service.add_unit(session, facts)

        change(made)

    before = counted(app, lambda: office.get(PAGE))
    add(30)

    assert counted(app, lambda: office.get(PAGE)) == before
