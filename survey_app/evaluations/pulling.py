"""What a merge reads from the approved visits, and how its result is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey_app.checklists.queries import definition_of
from survey_app.evaluations import queries
from survey_app.evaluations.facts import FindingFacts
from survey_app.evaluations.merging import Finding, Link, Pull, Standing, arrange
from survey_app.evaluations.models import (
    Evaluation,
    EvaluationVisit,
    Statement,
    StatementSource,
)
from survey_app.evaluations.recording import findings_of, ground_of, successors_of
from survey_app.evaluations.rules import OutlineRow
from survey_app.evaluations.telling import link_of
from survey_app.fieldwork.queries import recorded_of
from survey_app.reports.models import Report
from survey_app.reviews.queries import states_of


@dataclass(frozen=True, slots=True)
class Pulled:
    """What the approved visits say, and the report that each was sealed in."""

    pull: Pull
    reports: Mapping[int, Report]


def pull_of(session: Session, round_id: int, outline: tuple[OutlineRow, ...]) -> Pulled:
    """The findings of the approved visits of a round; a fixed number of queries."""
    visits = queries.visits_in_order(session, round_id)
    reports = queries.approved_reports(session, states_of(session, [each.id for each in visits]))
    found = recorded_of(session, list(reports))
    findings: list[Finding] = []
    for rank, visit in enumerate(visits):
        if visit.id in reports:
            ground = ground_of(found[visit.id], definition_of(visit.checklist_version))
            told = findings_of(visit.id, found[visit.id], ground)
            findings += [_finding(each, rank, reports[visit.id]) for each in told]
    pull = Pull(
        outline,
        frozenset(reports),
        tuple(findings),
        successors=successors_of(session, reports),
        apart=_apart(session, round_id),
    )
    return Pulled(pull, reports)


def _apart(session: Session, round_id: int) -> frozenset[tuple[str, str]]:
    evaluation = queries.evaluation_of_round(session, round_id)
    return queries.apart_pairs(session, evaluation.id) if evaluation else frozenset()


def store(session: Session, evaluation: Evaluation, pull: Pull) -> bool:
    """Bring the stored statements to what the merge arranged; whether anything changed."""
    rows = {row.id: row for row in queries.statements_of(session, evaluation.id)}
    before = [_standing(row) for row in rows.values()]
    after = arrange(before, pull)
    if sorted(before, key=_identity) == sorted(after, key=_identity):
        return False
    kept = {each.id for each in after}
    for id_ in rows.keys() - kept:
        session.delete(rows[id_])
    # Removals first: a statement may take the key of one that goes.
    session.flush()
    for each in after:
        row = rows.get(each.id) if each.id is not None else None
        if row is None:
            row = Statement(evaluation_id=evaluation.id)
            session.add(row)
        _write(row, each)
    session.flush()
    return True


def take_in(session: Session, evaluation: Evaluation, reports: Mapping[int, Report]) -> bool:
    """Note which report of each visit the draft now holds; whether any is new."""
    taken = queries.taken_in(session, evaluation.id)
    changed = False
    for visit_id, report in sorted(reports.items()):
        row = taken.get(visit_id)
        if row is None:
            row = EvaluationVisit(
                evaluation_id=evaluation.id, visit_id=visit_id, report_id=report.id
            )
            session.add(row)
            changed = True
        elif row.report_id != report.id:
            row.report_id = report.id
            changed = True
    session.flush()
    return changed


def _finding(told: FindingFacts, rank: int, report: Report) -> Finding:
    return Finding(
        link=Link(told.entry_id, told.visit_id, report.id),
        rank=rank,
        source=told.source,
        text=told.text,
        section=told.section,
        addressee=told.addressee,
    )


def _standing(row: Statement) -> Standing:
    return Standing(
        id=row.id,
        code=row.outline_code,
        position=row.position,
        key=row.match_key,
        text=row.text,
        edited=row.edited,
        links=_links(row.sources),
        held=row.held,
        away=row.away,
        into=row.into_id,
    )


def _links(sources: Iterable[StatementSource]) -> tuple[Link, ...]:
    ordered = sorted(sources, key=lambda each: each.entry_id)
    return tuple(link_of(each) for each in ordered)


def _identity(each: Standing) -> tuple[int, str, str]:
    return each.id or 0, each.code, each.key


def _write(row: Statement, each: Standing) -> None:
    row.outline_code = each.code
    row.position = each.position
    row.match_key = each.key
    if each.id is not None and row.text != each.text:
        row.version += 1
    row.text = each.text
    row.held, row.away, row.into_id = each.held, each.away, each.into
    wanted = {link.entry_id: link for link in each.links}
    for source in list(row.sources):
        link = wanted.pop(source.entry_id, None)
        if link is None:
            row.sources.remove(source)
        else:
            _renew(source, link)
    for link in wanted.values():
        source = StatementSource(visit_id=link.visit_id, entry_id=link.entry_id)
        _renew(source, link)
        row.sources.append(source)


def _renew(source: StatementSource, link: Link) -> None:
    source.report_id = link.report_id
    source.seen_entry_id = link.seen_id
    source.settled_report_id = link.settled_id
