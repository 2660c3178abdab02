"""Everything that an evaluation is composed of, read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from survey_app.evaluations import queries
from survey_app.evaluations.citing import citations_of
from survey_app.evaluations.facts import Citation, Facts, SourceFacts, StatementFacts
from survey_app.evaluations.frame import Frame
from survey_app.evaluations.models import Evaluation, Statement, StatementSource
from survey_app.evaluations.news import Present, news_of
from survey_app.evaluations.recording import sources_as_findings, successors_of
from survey_app.evaluations.rules import Source
from survey_app.evaluations.telling import link_of


def facts_of(session: Session, evaluation: Evaluation) -> Facts:
    """The facts of an evaluation's round as they stand now."""
    frame = Frame(session, evaluation)
    present = Present(
        words=sources_as_findings(session, evaluation.id, frame.grounds),
        findings={
            id_: {each.entry_id: each for each in told} for id_, told in frame.findings.items()
        },
        successors=successors_of(session, frame.taken),
        approved=frame.approved,
        taken=frame.taken_reports,
    )
    facts = frame.with_tables(Source)
    return replace(facts, statements=_statements(session, evaluation, present))


def _statements(
    session: Session, evaluation: Evaluation, present: Present
) -> tuple[StatementFacts, ...]:
    rows = [row for row in queries.statements_of(session, evaluation.id) if not row.away]
    sources = queries.sources_of(rows)
    revisions = queries.report_revisions(session, (each.report_id for each in sources))
    cited = citations_of(session, evaluation.id)
    return tuple(statement_facts(row, present, revisions, cited.get(row.id, ())) for row in rows)


def statement_facts(
    row: Statement,
    present: Present,
    revisions: Mapping[int, int],
    citations: tuple[Citation, ...] = (),
) -> StatementFacts:
    """A stored statement with what has become of its sources."""
    return StatementFacts(
        id=row.id,
        code=row.outline_code,
        position=row.position,
        text=row.text,
        edited=row.edited,
        sources=_sources(row, present, revisions),
        rank=row.rank,
        version=row.version,
        citations=citations,
    )


def _sources(
    row: Statement, present: Present, revisions: Mapping[int, int]
) -> tuple[SourceFacts, ...]:
    return tuple(
        _source(each, present, revisions) for each in row.sources if each.entry_id in present.words
    )


def _source(each: StatementSource, present: Present, revisions: Mapping[int, int]) -> SourceFacts:
    news = news_of(link_of(each), present)
    finding = present.words[each.entry_id]
    return SourceFacts(finding, revisions[each.report_id], is_current=news is None, news=news)
