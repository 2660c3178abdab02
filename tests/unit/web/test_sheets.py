"""A long draft a page at a time: everything once, in order, nothing too long for a browser."""

from dataclasses import replace

import pytest

from survey_app.evaluations.composing import compose
from survey_app.evaluations.content import Block, Statements
from survey_app.web.evaluations.sheets import MOST, sheets_of, stale_sheets_of
from tests.sample_evaluation import facts

CONTENT = compose(facts(14))
(LINE, *_) = (line for _, line in CONTENT.statements())


def of_lists(*lengths):
    """A draft with a heading for each of these lists of statements."""
    numbers = iter(range(1, 10_000))
    blocks = tuple(
        Block("", "Đề mục", 1, "strength", "", (Statements("", lines(numbers, length)),))
        for length in lengths
    )
    return replace(CONTENT, blocks=blocks)


def lines(numbers, length):
    return tuple(replace(LINE, id=next(numbers)) for _ in range(length))


def ids(sheets):
    return [
        [line.id for piece in page for part in piece.parts for line in part.lines]
        for page in sheets.pages
    ]


@pytest.mark.parametrize(
    "lengths", [(3,), (MOST,), (MOST + 1,), (3 * MOST + 5, 2), (50, 50, 50, 50), (1, MOST, 1)]
)
def test_every_statement_stands_on_one_page_in_order(lengths):
    content = of_lists(*lengths)

    pages = ids(sheets_of(content))

    assert [id_ for page in pages for id_ in page] == list(range(1, sum(lengths) + 1))
    assert max(map(len, pages)) <= MOST


def test_a_short_draft_is_one_page_with_every_heading():
    (page,) = sheets_of(replace(CONTENT, blocks=CONTENT.blocks[:3])).pages

    assert [piece.block.title for piece in page] == [each.title for each in CONTENT.blocks[:3]]
    assert not any(piece.continues for piece in page)


def test_what_goes_on_says_so_and_its_heading_is_found_where_it_begins():
    sheets = sheets_of(of_lists(MOST + 5, 3))

    assert [[piece.continues for piece in page] for page in sheets.pages] == [
        [False],
        [True, False],
    ]
    assert [sheets.page_of_heading(place) for place in (1, 2, 99)] == [1, 2, 1]


def test_a_statement_is_found_and_only_the_ends_of_a_list_are_its_ends():
    sheets = sheets_of(of_lists(MOST + 5, 3))

    assert [sheets.page_of_statement(id_) for id_ in (1, MOST, MOST + 1, 99_999)] == [1, 1, 2, 1]
    assert sheets.firsts == {1, MOST + 6}
    assert sheets.lasts == {MOST + 5, MOST + 8}


def test_the_stale_ones_stand_under_their_headings_alone():
    content = of_lists(2, 2)
    stale = replace(content.blocks[1].parts[0].lines[0], is_stale=True)
    part = replace(content.blocks[1].parts[0], lines=(stale,))
    second = replace(content.blocks[1], parts=(part,))

    sheets = stale_sheets_of(replace(content, blocks=(content.blocks[0], second)))

    assert ids(sheets) == [[stale.id]]
    assert [piece.place for piece in sheets.pages[0]] == [2]


def test_an_empty_draft_is_an_empty_page():
    assert sheets_of(replace(CONTENT, blocks=())).pages == [()]
