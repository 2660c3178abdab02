"""Files that are packed hide nothing either: workbooks and documents say nothing of the other."""

import io
import zipfile
from datetime import timedelta

import pytest

from survey_app.core import clock
from survey_app.reviews import scorers
from survey_app.visits import service
from survey_app.visits.models import Visit
from survey_app.visits.scorers import Change
from tests.integration.double.test_blind import MARK_AN, MARK_ANH, OTHERS
from tests.support.cast import NOW
from tests.support.twice import hand_over, plant

BOOKS = ("calendar", "scores", "indicators", "evidence", "comparison")
DOCUMENTS = ("findings.docx", "minutes.docx", "score-sheet.pdf")


@pytest.fixture
def lent(cast, change, monkeypatch):
    """Em, who leads elsewhere and may read of the round, scores apart from An; time stands."""

    def lend(session):
        visit = session.get_one(Visit, cast.visit.id)
        service.assign(visit, [session.merge(cast.em)], at=NOW)
        session.flush()
        session.expire(visit)
        scorers.choose(session, visit, (cast.an.id, cast.em.id), Change(NOW))

    change(lend)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=1))
    return cast.em


def files(client, cast):
    """What each file of the round and of the visit is made of, by address."""
    round_, visit = f"/round/{cast.round.id}", f"/visits/{cast.visit.key}"
    paths = [f"{round_}/{name}.xlsx" for name in BOOKS]
    paths += [f"{visit}/documents/{name}" for name in DOCUMENTS]
    paths += [f"{visit}/history.xlsx", f"{visit}/history.csv", f"{visit}/photos.zip"]
    answers = {path: client.get(path) for path in paths}
    assert {each.status_code for each in answers.values()} == {200}
    return {path: unpacked(each.data) for path, each in answers.items()}


def unpacked(data):
    """What is in a packed file, but for when it was packed; any other file as it is."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return b"".join(packed.read(n) for n in packed.namelist() if n != "docProps/core.xml")


def test_every_file_is_the_same_whether_the_other_has_recorded_or_not(lent, phone, cast, desk):
    an, em = phone(cast.an), phone(lent)
    plant(em, MARK_ANH)
    client = desk(lent)
    before = files(client, cast)

    hand_over(an, plant(an, MARK_AN, OTHERS))

    after = files(client, cast)
    assert [path for path in before if before[path] != after[path]] == []
    assert MARK_ANH.encode() in before[f"/visits/{cast.visit.key}/history.xlsx"]
