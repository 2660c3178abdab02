"""The tables of evidence: what of each unit is proven, of what must be."""

from dataclasses import replace

from forms.definition import Evidence
from survey_app.evaluations.composing import compose
from survey_app.evaluations.content import cell_text
from survey_app.evaluations.rules import Source
from tests.sample_evaluation import facts

ROUND = facts(14)
CONTENT = compose(ROUND)


def rows(table):
    """The rows of a table as text."""
    return [[cell_text(cell) for cell in row.cells] for row in table.rows]


def without(checklist):
    """The same checklist, with nothing that must be proven."""
    sections = tuple(
        replace(
            section,
            items=tuple(replace(item, evidence=Evidence.NONE) for item in section.items),
        )
        for section in checklist.sections
    )
    return replace(checklist, sections=sections)


def test_the_table_of_evidence_counts_what_is_proven_of_what_must_be():
    visit = ROUND.visits[0]
    answers = {"B2": {"value": "3"}, "B6": {"not_applicable": "không có"}, "C2": {"value": "1"}}
    held = {"B2": {"documents": 2, "photos": 0}, "C2": {"documents": 0, "photos": 0}}
    told = replace(
        ROUND,
        answers={**ROUND.answers, visit.id: answers},
        evidence={**ROUND.evidence, visit.id: held},
    )

    table = next(compose(told).tables(Source.EVIDENCE))

    (row, *_) = rows(table)
    assert row == ["LĐLĐ thành phố Đông Hà", "1/1", "0/1", "–", "1/2", "50,0%", "2", "0"]


def test_the_last_row_of_the_table_of_evidence_adds_the_units_up():
    table = next(CONTENT.tables(Source.EVIDENCE))
    *units, total = rows(table)

    def sums(at):
        return tuple(sum(int(row[at].split("/")[side]) for row in units) for side in (0, 1))

    assert total[0] == f"Cộng {len(units)} đơn vị"
    assert total[4] == "{}/{}".format(*sums(4))
    assert int(total[7]) == sum(int(row[7]) for row in units)


def test_without_evidence_the_heading_says_so():
    bare = replace(
        ROUND,
        evidence={},
        checklists={id_: without(each) for id_, each in ROUND.checklists.items()},
    )

    assert list(compose(bare).tables(Source.EVIDENCE)) == []
