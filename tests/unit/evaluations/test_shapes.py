"""A change of statements is taken back, whatever else happened meanwhile."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.evaluations import moves
from survey_app.evaluations.parts_of_merge import Link
from survey_app.evaluations.shapes import Overtaken, Shape, read, turned_back, written


def shape(*entries, **more):
    links = tuple(Link(entry, entry % 3, 10) for entry in entries)
    plain = Shape("u", None, "Lời của đoàn", None, held=False, away=False, into=None, links=links)
    return replace(plain, **more)


BEFORE = {1: shape(11, 12), 2: shape(21), 3: shape(31)}


def entries(shapes):
    return {id_: [link.entry_id for link in each.links] for id_, each in shapes.items()}


def test_joined_statements_give_one_their_sources_and_are_not_printed():
    after = moves.joined(BEFORE, 2)

    assert entries(after) == {1: [], 2: [11, 12, 21, 31], 3: []}
    assert [(id_, after[id_].away, after[id_].into) for id_ in after] == [
        (1, True, 2),
        (2, False, None),
        (3, True, 2),
    ]


def test_a_split_leaves_what_was_not_chosen():
    shapes = {1: BEFORE[1], 9: shape(away=True, into=1)}

    after = moves.split(shapes, 1, 9, {12})

    assert entries(after) == {1: [11], 9: [12]}
    assert not after[9].away


ACTS = {
    "join": lambda now: {**now, **moves.joined(now, 2)},
    "split": lambda now: {**now, **moves.split(now, 1, 3, {12})},
    "word": lambda now: {**now, 1: moves.worded(now[1], "Lời Văn phòng", {})},
    "place": lambda now: {**now, 1: moves.placed(now[1], "h")},
    "order": lambda now: {**now, **moves.ordered(now, [3, 1, 2])},
    "leave out": lambda now: {**now, 2: moves.left_out(now[2])},
    "take new": lambda now: {**now, 1: moves.took_new(now[1], {12}, "Lời mới")},
    "keep": lambda now: {**now, 1: moves.kept_ours(now[1], {12: 77})},
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_each_act_is_taken_back_and_done_again(act):
    after = act(BEFORE)

    back = turned_back(BEFORE, after, after)

    assert back == BEFORE
    assert turned_back(after, BEFORE, back) == after


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_shapes_are_read_as_they_were_written(act):
    assert read(written(act(BEFORE))) == act(BEFORE)


def test_what_a_merge_added_stays_where_it_is():
    after = ACTS["join"](BEFORE)
    now = {**after, 2: replace(after[2], links=(*after[2].links, Link(41, 5, 10)))}

    assert entries(turned_back(BEFORE, after, now)) == {1: [11, 12], 2: [21, 41], 3: [31]}


def test_a_source_in_other_words_goes_back_with_its_mark():
    after = ACTS["join"](BEFORE)
    followed = [
        Link(99, link.visit_id, 11, seen_id=12) if link.entry_id == 12 else link
        for link in after[2].links
    ]
    now = {**after, 2: replace(after[2], links=tuple(followed))}

    back = turned_back(BEFORE, after, now)

    assert entries(back) == {1: [11, 99], 2: [21], 3: [31]}
    assert back[1].links[1].seen_id == 12


def test_a_source_that_was_withdrawn_does_not_come_back():
    after = ACTS["join"](BEFORE)
    left = tuple(link for link in after[2].links if link.entry_id != 12)
    now = {**after, 2: replace(after[2], links=left)}

    assert entries(turned_back(BEFORE, after, now)) == {1: [11], 2: [21], 3: [31]}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"edited": "Người khác sửa"}, id="worded again"),
        pytest.param({"edited": None}, id="taken back by hand"),
    ],
)
def test_what_was_changed_again_is_not_taken_back(change):
    after = ACTS["word"](BEFORE)
    now = {**after, 1: replace(after[1], **change)}

    with pytest.raises(Overtaken):
        turned_back(BEFORE, after, now)


def test_a_source_that_went_on_is_not_taken_back():
    after = ACTS["join"](BEFORE)
    now = {
        **after,
        2: replace(after[2], links=after[2].links[1:]),
        3: replace(after[3], links=after[2].links[:1]),
    }

    with pytest.raises(Overtaken):
        turned_back(BEFORE, after, now)


@given(names=st.lists(st.sampled_from(sorted(ACTS)), max_size=5))
def test_undoing_everything_backwards_leads_to_the_beginning(names):
    states = [BEFORE]
    for name in names:
        states.append(ACTS[name](states[-1]))

    now = states[-1]
    for before, after in zip(states[-2::-1], states[:0:-1], strict=True):
        now = turned_back(before, after, now)

    assert now == BEFORE


@given(names=st.lists(st.sampled_from(["join", "split", "word", "place", "order"]), max_size=6))
def test_no_act_loses_or_doubles_a_source(names):
    now = BEFORE
    for name in names:
        now = ACTS[name](now)

    assert sorted(entry for each in entries(now).values() for entry in each) == [11, 12, 21, 31]
