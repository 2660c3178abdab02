"""A binder is ordered, followed, stopped, taken; it survives the server that made it."""

from __future__ import annotations

import io

import pypdf
import pytest

from survey_app.edge import db, jobs
from survey_app.edge.jobs import Step, queue
from survey_app.factory import create_app
from survey_app.visits.models import Unit
from tests.support import foreign_files


@pytest.fixture
def ordered(desk, cast, evaluation_id):
    """The address of a binder that waits, and the browser that ordered it."""
    chau = desk(cast.chau)
    return chau, chau.post(f"/evaluations/{evaluation_id}/drawings/binder").location


def test_a_binder_holds_the_evaluation_and_the_sealed_findings(ordered, work):
    chau, path = ordered
    waiting = chau.get(path)

    work()
    done, file = chau.get(path), chau.get(f"{path}/volumes/1")

    assert "Dừng lại" in waiting.text
    assert "Tập 1" in done.text
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.data)).pages)
    assert "DANH MỤC PHỤ LỤC" in text
    assert "Phụ lục 1 – trang 1/" in text


def test_a_full_binder_holds_the_units_own_reports_as_well(
    app, desk, cast, evaluation_id, work, change
):
    chau, here = desk(cast.chau), f"/evaluations/{evaluation_id}"
    without = chau.get(here).text
    code = change(lambda session: session.get_one(Unit, cast.visit.unit_id).code)
    papers = {"unit": code, "received_on": "2020-11-20", "symbol": "45/BC-LĐLĐ"}
    papers["file"] = (io.BytesIO(foreign_files.pdf("trang cua don vi")), "bc.pdf")
    chau.post(f"/round/{cast.round.id}/unit-reports", data=papers)

    path = chau.post(f"{here}/drawings/full-binder").location
    work()

    data = chau.get(f"{path}/volumes/1").data
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    assert "full-binder" not in without
    assert "full-binder" in chau.get(here).text
    assert "Báo cáo của đơn vị số 45/BC-LĐLĐ, nhận ngày 20/11/2020" in " ".join(text.split())
    assert "trang cua don vi" in text
    assert "Phụ lục 2 – trang 1/1" in text


def test_a_binder_that_is_stopped_makes_nothing(ordered, work):
    chau, path = ordered

    stopped = chau.post(f"{path}/cancelling")
    work()

    assert stopped.status_code == 303
    assert "Đã dừng theo yêu cầu." in chau.get(path).text
    assert chau.get(f"{path}/volumes/1").status_code == 404


def test_a_binder_is_stopped_while_it_is_made(app, ordered, work, monkeypatch, evaluation_id):
    chau, path = ordered
    real = jobs.Jobs.tell

    def tell(self, drawing, step, done=0, of=0):
        real(self, drawing, step, done, of)
        if of and not done:
            self.huey.put(f"stop:{drawing.id}", data=True)

    monkeypatch.setattr(jobs.Jobs, "tell", tell)

    work()

    assert "Đã dừng theo yêu cầu." in chau.get(path).text
    with app.app_context():
        assert list(queue().folder.glob("*.part")) == []


def test_a_binder_is_still_there_after_a_restart(app, ordered, work, token, cast):
    _, path = ordered
    work()

    again = create_app(app.extensions["settings"])
    headers = {"Authorization": f"Bearer {token(cast.chau)}"}
    with again.test_client().get(f"{path}/volumes/1", headers=headers) as file:
        assert file.data.startswith(b"%PDF")
    with again.app_context():
        db.engine.dispose()


def test_a_binder_that_was_broken_off_can_be_made_again(
    app, ordered, evaluation_id, monkeypatch, work
):
    chau, path = ordered
    with app.app_context():
        drawing = queue().find(path.rpartition("/")[2], evaluation_id)
        assert drawing is not None
        queue().tell(drawing, Step.DRAWING, 1, 9)
    running = chau.get(path).text

    monkeypatch.setattr(jobs, "SILENT_FOR", -1)
    broken = chau.get(path).text
    monkeypatch.undo()
    again = chau.post(f"{path}/restarting")

    assert "Đã đóng 1 trên 9 phụ lục." in running
    assert "bị ngắt giữa chừng" in broken
    assert again.location == path
    work()
    assert "Tập 1" in chau.get(path).text


def test_a_binder_that_was_made_and_never_told_so_is_made_again(app, ordered, work, evaluation_id):
    chau, path = ordered
    work()
    with app.app_context():
        drawing = queue().find(path.rpartition("/")[2], evaluation_id)
        assert drawing is not None
        queue().put_in_line(drawing)

    work()

    assert "Tập 1" in chau.get(path).text


def test_a_volume_that_is_not_there_is_not_found(ordered, work):
    chau, path = ordered
    work()

    assert [chau.get(f"{path}/volumes/{at}").status_code for at in (0, 2)] == [404, 404]
    assert chau.get(f"{path}/file").status_code == 404


@pytest.mark.parametrize("who", ["an", "binh", "dung", "quan"])
def test_dung_and_all_but_the_office_bind_nothing(desk, cast, ordered, evaluation_id, who):
    browser, (_, path) = desk(getattr(cast, who)), ordered

    replies = [
        browser.post(f"/evaluations/{evaluation_id}/drawings/binder"),
        browser.post(f"{path}/cancelling"),
        browser.get(f"{path}/volumes/1"),
    ]

    assert {reply.status_code for reply in replies} == {403}
