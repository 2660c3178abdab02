"""The lines that pages over many visits read: put together, or searched for what is scored."""

import orjson
from hypothesis import given
from hypothesis import strategies as st

from survey_app.scoring.rules import figures_of, scored_items

STATES = ["scored", "not_applicable", "no_target"]
# What somebody could write to look like another item.
HOSTILE = ['"A9":["scored"', '\\"A9\\":[\\"scored\\"', '{"A9":["scored",1]}', "A\tB", "quân số"]
WORTH = st.none() | st.integers(0, 10**8)
FIGURES = st.tuples(
    st.sampled_from(STATES),
    WORTH,
    WORTH,
    st.none() | st.sampled_from(HOSTILE) | st.text(max_size=5),
    WORTH,
)
SECTIONS = st.dictionaries(
    st.sampled_from("ABCD"),
    st.dictionaries(st.integers(1, 60), FIGURES, max_size=4),
    max_size=4,
)


def _kept(sections):
    return "\n".join(
        f"{code}\t{orjson.dumps({f'{code}{at}': each for at, each in items.items()}).decode()}"
        for code, items in sections.items()
    )


@given(SECTIONS)
def test_all_sections_at_once_say_what_each_of_them_says(sections):
    kept = _kept(sections)
    apart = [figures_of(kept, code) for code in sections]

    assert figures_of(kept) == {code: told for each in apart for code, told in each.items()}
    assert len(figures_of(kept)) == sum(len(items) for items in sections.values())


@given(SECTIONS)
def test_the_scored_items_are_found_without_reading_them(sections):
    kept = _kept(sections)

    assert scored_items(kept) == {
        code for code, told in figures_of(kept).items() if told[0] == "scored"
    }
