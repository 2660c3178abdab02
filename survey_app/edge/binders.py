"""The binder of an evaluation: what it is bound from, looked up and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from survey_app.core.clock import local
from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import day
from survey_app.edge.database import db
from survey_app.edge.jobs import FULL_BINDER
from survey_app.edge.papers import FORMATS, sealed_file
from survey_app.edge.stores import paper
from survey_app.evaluations import queries, service, wording
from survey_app.evaluations.binding import Binder, bind, measured
from survey_app.evaluations.content import EvaluationContent
from survey_app.evaluations.models import Evaluation
from survey_app.evaluations.volumes import Annex
from survey_app.reports import sealing
from survey_app.reports.models import Report
from survey_app.reports.rules import Document
from survey_app.reports.sealing import Wanted
from survey_app.visits.receiving.models import UnitReport, UnitReportFile
from survey_app.visits.receiving.queries import reports_of_round
from survey_app.visits.receiving.rules import FileKind

_FINDINGS = Wanted(Document.VISIT, "pdf")


def bind_evaluation(
    evaluation_id: int, suffix: str, folder: Path, told: Callable[[int, int], None]
) -> None:
    """Write the volumes of an evaluation's binder: itself, then the findings that it stands on.

    In the full binder the units' own reports follow.
    """
    found = queries.find_evaluation(db.session, evaluation_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    content = service.content_of(db.session, found)
    own = _own_reports(found) if suffix == FULL_BINDER else ()
    annexes = (*_annexes(found), *own)
    told(0, len(annexes))
    # Binding takes its time; nothing is kept open over it.
    db.session.commit()
    marks = tuple(filter(None, (content.draft, content.demo)))
    page = content.heading.page
    bind(Binder(content.title, _drawn(content), annexes, marks, page), folder, told)


def _drawn(content: EvaluationContent) -> bytes:
    return FORMATS["pdf"].draw(content)


def _annexes(found: Evaluation) -> Iterator[Annex]:
    """The findings of each visit in the revision that the draft was taken from."""
    for unit, report in queries.reports_taken(db.session, found):
        yield _findings(unit, report)


def _own_reports(found: Evaluation) -> Iterator[Annex]:
    """The units' own reports that came as PDF, cleaned, by unit."""
    for report in reports_of_round(db.session, found.round_id):
        for file in report.kept_files:
            if file.kind is FileKind.PDF:
                yield _own_report(report, file)


def _own_report(report: UnitReport, file: UnitReportFile) -> Annex:
    number = f" số {report.symbol}" if report.symbol else ""
    about = f"Báo cáo của đơn vị{number}, nhận ngày {day(report.received_on)}"
    path = sealing.sealed_path(paper().folder, file.sha256, file.kind.value)
    unit = wording.short(report.unit.name)
    return measured(unit, about, path, file.sha256)


def _findings(unit: str, report: Report) -> Annex:
    on = day(local(report.sealed_at).date())
    about = f"Báo cáo kết quả khảo sát, bản {report.revision}, duyệt ngày {on}"
    file = sealed_file(report, _FINDINGS)
    path = sealing.sealed_path(paper().folder, file.sha256, _FINDINGS.suffix)
    return measured(wording.short(unit), about, path, file.sha256)
