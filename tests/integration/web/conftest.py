"""What tests of the desk share: a queue; a round at a glance in words, its workbooks in rows."""

from io import BytesIO

import openpyxl
import pytest

from survey_app.edge.jobs import queue
from survey_app.visits.models import Visit
from tests.support.approved import Approvals
from tests.support.checklist import COMPLETE
from tests.support.desk import words_of


@pytest.fixture
def look_at(desk, cast):
    """The words of a page of the first round, as somebody sees it."""

    def page(name, person=None):
        response = desk(person or cast.chau).get(f"/round/{cast.round.id}/{name}")
        assert response.status_code == 200, response.status
        return words_of(response.get_data(as_text=True))

    return page


@pytest.fixture
def book_of(desk, cast):
    """The rows of the first sheet of a page as a workbook."""

    def rows(name, person=None):
        response = desk(person or cast.chau).get(f"/round/{cast.round.id}/{name}")
        assert response.status_code == 200, response.status
        book = openpyxl.load_workbook(BytesIO(response.data))
        return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]

    return rows


@pytest.fixture
def evaluation_id(phone, cast):
    """The evaluation of a round with one approved visit."""
    phone().fill(COMPLETE)
    chau = phone(cast.chau)
    chau.post(f"/visits/{cast.visit.key}/decisions", {"move": "approve"})
    return chau.post(f"/rounds/{cast.round.id}/evaluations", {}).get_json()["id"]


@pytest.fixture
def work(app):
    """Carry out everything that waits in the queue."""

    def done():
        with app.app_context():
            huey = queue().huey
        while (task := huey.dequeue()) is not None:
            huey.execute(task)

    return done


@pytest.fixture
def queue_of_three(cast, phone, change):
    """Two more visits of the first team, handed over with the first; by whom they are filled."""

    def more(session):
        made = Approvals(session, cast).visits(2)
        for at in made:
            at.members = []
        session.flush()
        from_first = session.get_one(Visit, cast.visit.id)
        for at in made:
            for each in from_first.members:
                at.members.append(
                    type(each)(person_id=each.person_id, assigned_at=each.assigned_at)
                )
        session.flush()
        session.expunge_all()
        return made

    visits = [cast.visit, *change(more)]
    phones = [phone(visit=each) for each in visits]
    # How far the unit's own score of A2 lies from the team's: 0, 4 and 1 points.
    for of, own in zip(phones, (3, 0, 2), strict=True):
        entries = [of.answer(item, value) for item, value in COMPLETE.items()]
        entries.append(of.answer("A2", {"value": own}, layer="self"))
        of.receipts(*entries, of.submit([each["id"] for each in entries]))
    return visits
