"""From the facts of a round to what its evaluation says. Pure: the same facts, the same content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from survey_app.core.clock import local
from survey_app.core.vietnamese import day
from survey_app.evaluations import wording
from survey_app.evaluations.charting import indicator_charts, score_charts
from survey_app.evaluations.charting import numbered as numbered_charts
from survey_app.evaluations.content import (
    Align,
    Block,
    Column,
    EvaluationContent,
    Part,
    Prose,
    Row,
    Shortened,
    Table,
    VisitFindings,
    tidy,
)
from survey_app.evaluations.evidence_tables import evidence_tables
from survey_app.evaluations.facts import Facts, FindingFacts, Standing, VisitFacts
from survey_app.evaluations.indicators import indicator_tables, note_tables
from survey_app.evaluations.lines import Placed, placed_by_code, statements_under
from survey_app.evaluations.noting import noted
from survey_app.evaluations.outline import numbered
from survey_app.evaluations.rules import FINDING_SOURCES, UNPLACED, OutlineRow, Source
from survey_app.evaluations.scores import score_tables
from survey_app.evaluations.unit_tables import unit_tables
from survey_app.reports.rules import Document, heading_of

# What each source that is no type of finding gives a heading.
Tables = Mapping[Source, Callable[[Facts], tuple[Part, ...]]]

_VISIT_COLUMNS = (
    Column("TT", 9, Align.CENTRE),
    Column("Đơn vị", 48, sticky=True),
    Column("Đoàn khảo sát", 33),
    Column("Ngày", 20, Align.CENTRE),
    Column("Hình thức", 19),
    Column("Tình trạng", 36),
)

_ANNEXED = frozenset(
    {Source.HEADING, Source.SCORES, Source.EVIDENCE, Source.FINDINGS, Source.INDICATORS}
)


def compose(facts: Facts) -> EvaluationContent:
    """Everything that the evaluation says, ready to be drawn."""
    blocks, annexes = _blocks(facts, placed_by_code(facts), _SOURCES)
    annexes += _notes_of_indicators(facts, annexes)
    blocks, annexes = numbered_charts(*noted(blocks, annexes))
    return _content(facts, blocks, annexes)


def compose_body(
    facts: Facts, placed: Mapping[str, Sequence[Placed]], tables: Tables
) -> EvaluationContent:
    """The body alone, of statements placed by heading, with ``tables`` for what sources give."""
    blocks, _ = _blocks(facts, placed, tables)
    return _content(facts, blocks, ())


def parts_of_source(facts: Facts, source: Source) -> tuple[Part, ...]:
    """The tables, pictures and lists that a source gives a heading."""
    return _SOURCES[source](facts)


def _content(facts: Facts, blocks: Sequence[Block], annexes: Sequence[Block]) -> EvaluationContent:
    return EvaluationContent(
        heading=heading_of(facts.round.heading, Document.EVALUATION),
        title=tidy(facts.title),
        on=local(facts.merged_at).date(),
        draft=wording.DRAFT,
        demo=wording.DEMO if facts.round.is_demo else "",
        opening=tuple(_opening(facts)),
        blocks=tuple(blocks),
        annexes=tuple(annexes),
    )


def _opening(facts: Facts) -> Iterator[str]:
    taken = sum(visit.is_taken_in for visit in facts.visits)
    yield (
        f"Báo cáo tổng hợp kết quả của đợt “{tidy(facts.round.name)}” "
        f"(từ {day(facts.round.starts_on)} đến {day(facts.round.ends_on)}), trên cơ sở "
        f"{taken} cuộc khảo sát đã được duyệt trong tổng số {len(facts.visits)} cuộc."
    )
    if facts.round.cut_off_on:
        yield f"Thời điểm chốt số liệu: {day(facts.round.cut_off_on)}."
    yield (
        "Các ghi nhận giống nhau được gộp lại; trong ngoặc là số đơn vị có cùng ghi nhận trên "
        "tổng số đơn vị đã tổng hợp, kèm tên đơn vị."
    )
    if facts.round.is_demo:
        yield f"{wording.DEMO}: mọi chỉ tiêu, kết quả và ghi nhận dưới đây chỉ để trình diễn."


def _blocks(
    facts: Facts, placed: Mapping[str, Sequence[Placed]], tables: Tables
) -> tuple[list[Block], list[Block]]:
    """The body and, after the signature, the annexes: what ends the outline and is no prose."""
    blocks = [
        Block(
            number=label,
            title=tidy(row.title),
            depth=row.depth,
            source=row.source.value,
            addressee=row.addressee,
            parts=_parts(facts, row, placed.get(row.code, ()), tables),
        )
        for label, row in numbered(facts.outline)
    ]
    cut = _first_annex(blocks)
    return [*blocks[:cut], *_unplaced(facts, placed)], blocks[cut:]


def _notes_of_indicators(facts: Facts, annexes: Sequence[Block]) -> list[Block]:
    """Notes that the tables of indicators hold in brief, whole: the last part of the annexes."""
    told = any(row.source is Source.INDICATORS for row in facts.outline)
    tables = tuple(note_tables(indicator_tables(facts))) if told else ()
    if not tables:
        return []
    place = _parts_of_last(annexes)
    number, depth = (f"{place + 1}.", 2) if place else ("", 1)
    return [Block(number, wording.NOTES_TITLE, depth, UNPLACED, "", tables)]


def _parts_of_last(annexes: Iterable[Block]) -> int:
    """How many headings of the second depth the last annex has."""
    count = 0
    for block in annexes:
        count = 0 if block.depth == 1 else count + (block.depth == 2)
    return count


def _first_annex(blocks: Sequence[Block]) -> int:
    """Where the headings begin under which there are only tables and lists; the end if nowhere."""
    cut = place = len(blocks)
    for block in reversed(blocks):
        place -= 1
        if block.source not in _ANNEXED:
            break
        if block.depth == 1:
            cut = place
    return cut


def _unplaced(facts: Facts, placed: Mapping[str, Sequence[Placed]]) -> Iterator[Block]:
    """What no heading takes is shown all the same."""
    codes = {row.code for row in facts.outline}
    stray = [each for code in sorted(placed) if code not in codes for each in placed[code]]
    if stray:
        row = OutlineRow("", wording.UNPLACED_TITLE)
        yield Block("", row.title, 1, UNPLACED, "", statements_under(row, stray))


def _parts(
    facts: Facts, row: OutlineRow, placed: Sequence[Placed], tables: Tables
) -> tuple[Part, ...]:
    """What the heading's source gives, after statements that were placed here before a change."""
    said: tuple[Part, ...] = (*_own_words(row), *statements_under(row, placed))
    if row.source in FINDING_SOURCES:
        return said or (Prose(wording.NO_STATEMENTS, is_note=True),)
    if row.source is Source.OFFICE and said:
        return said
    return (*said, *tables[row.source](facts))


def _own_words(row: OutlineRow) -> tuple[Prose, ...]:
    """The office's text under a heading, a paragraph for each of its lines."""
    return tuple(Prose(line) for line in tidy(row.words).split("\n") if line.strip())


def _nothing(_: Facts) -> tuple[Part, ...]:
    return ()


def _by_office(_: Facts) -> tuple[Part, ...]:
    return (Prose(wording.BY_OFFICE, is_note=True),)


def _indicators(facts: Facts) -> tuple[Part, ...]:
    found = indicator_tables(facts)
    charts = indicator_charts(facts) if found else ()
    tables = (*found, *charts, *unit_tables(facts))
    return tables or (Prose(wording.NO_INDICATORS, is_note=True),)


def _scores(facts: Facts) -> tuple[Part, ...]:
    tables: tuple[Part, ...] = (*score_tables(facts), *score_charts(facts))
    return tables or (Prose(wording.NO_SCORES, is_note=True),)


def _evidence(facts: Facts) -> tuple[Part, ...]:
    return evidence_tables(facts) or (Prose(wording.NO_EVIDENCE, is_note=True),)


def _units(facts: Facts) -> tuple[Part, ...]:
    """Every visit of the round, also those that did not take place, with the reason."""
    if not facts.visits:
        return (Prose(wording.NO_VISITS, is_note=True),)
    rows = tuple(_visit_row(place, visit) for place, visit in enumerate(facts.visits, 1))
    notes = tuple(_reasons(facts.visits))
    table = Table("Danh sách cuộc khảo sát", _VISIT_COLUMNS, rows, notes)
    return (Prose(_tally(facts.visits)), table)


def _tally(visits: Iterable[VisitFacts]) -> str:
    """How many visits stand where: ``9 cuộc: 7 đã tổng hợp; 2 hoãn.``"""
    standings = [visit.standing for visit in visits]
    counted = "; ".join(
        f"{standings.count(each)} {wording.STANDINGS[each].lower()}"
        for each in Standing
        if each in standings
    )
    return f"Đợt khảo sát có {len(standings)} cuộc: {counted}."


def _visit_row(place: int, visit: VisitFacts) -> Row:
    state = wording.STANDINGS[visit.standing]
    cells = (
        str(place),
        tidy(wording.short(visit.unit)),
        tidy(visit.team),
        visit.planned_on,
        wording.MODES.get(visit.mode, visit.mode),
        Shortened(f"{state}: {tidy(visit.reason)}", f"{state} (lý do ở dưới)")
        if visit.reason
        else state,
    )
    return Row(cells)


def _reasons(visits: Sequence[VisitFacts]) -> Iterator[str]:
    """Why visits did not take place, below the list: a column has no room for a reason."""
    for place, visit in enumerate(visits, 1):
        if visit.reason:
            unit = tidy(wording.short(visit.unit))
            yield f"{place}. {unit} – {_lower(visit.standing)}: {tidy(visit.reason)}"


def _findings(facts: Facts) -> tuple[Part, ...]:
    found = tuple(
        _visit_findings(place, visit, facts)
        for place, visit in enumerate((each for each in facts.visits if each.is_taken_in), 1)
    )
    return found or (Prose(wording.NO_VISITS, is_note=True),)


def _visit_findings(place: int, visit: VisitFacts, facts: Facts) -> VisitFindings:
    findings = facts.findings.get(visit.id, ())
    own = facts.reports.get(visit.unit_id, ())
    sent = f"; báo cáo của đơn vị: {'; '.join(own)}" if own else ""
    on = f", ngày {day(visit.planned_on)}" if visit.planned_on else ""
    state = "" if visit.standing is Standing.INCLUDED else f"; {_lower(visit.standing)}"
    groups = (
        (wording.SOURCES[source], tuple(_words(each) for each in findings if each.source is source))
        for source in Source
        if source in FINDING_SOURCES
    )
    return VisitFindings(
        title=f"{place}. {tidy(visit.unit)}",
        about=f"{tidy(visit.team)}{on}; báo cáo bản {visit.revision}{state}{sent}",
        groups=tuple((label, words) for label, words in groups if words),
    )


def _lower(standing: Standing) -> str:
    return wording.STANDINGS[standing].lower()


def _words(finding: FindingFacts) -> str:
    if finding.source is not Source.RECOMMENDATION:
        return tidy(finding.text)
    return f"{tidy(finding.text)} ({wording.ADDRESSEES[finding.addressee].lower()})"


_SOURCES: Tables = {
    Source.HEADING: _nothing,
    Source.OFFICE: _by_office,
    Source.INDICATORS: _indicators,
    Source.SCORES: _scores,
    Source.UNITS: _units,
    Source.EVIDENCE: _evidence,
    Source.FINDINGS: _findings,
}
