"""The current state does not depend on the order in which entries arrive."""

from __future__ import annotations

from dataclasses import replace
from time import process_time
from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from survey_app.fieldwork.rules import (
    EntryKind,
    Layer,
    Mark,
    Slot,
    clashes,
    heads,
    heads_digest,
    matches_hand_over,
)

SPACE = UUID(int=7)
A1 = Slot(EntryKind.ANSWER, "A1", None, Layer.TEAM)
A2 = Slot(EntryKind.ANSWER, "A2", None, Layer.TEAM)
COMMENT = Slot(EntryKind.COMMENT, "A1", UUID(int=1), None)
SUBMIT = Slot(EntryKind.SUBMIT, None, None, None)


def mark(name: str, number: int = 1, about: Slot = A1, **more) -> Mark:
    """An entry with a name."""
    known = tuple(uuid5(SPACE, each) for each in more.pop("replaces", ()))
    return Mark(uuid5(SPACE, name), number, about, known, **more)


@st.composite
def logs(draw):
    """A log in which each entry may replace some of those before it."""
    size = draw(st.integers(1, 12))
    found = []
    for n in range(size):
        earlier = draw(st.lists(st.sampled_from(range(n)), max_size=3)) if n else []
        about = draw(st.sampled_from([A1, A2]))
        device = draw(st.sampled_from(["a", "b"]))
        replaces = [str(each) for each in earlier]
        found.append(mark(str(n), n + 1, about, replaces=replaces, device=device, seq=n + 1))
    return found


@given(logs(), st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_the_same_heads(log, random):
    shuffled = list(log)
    random.shuffle(shuffled)

    assert {each.id for each in heads(shuffled)} == {each.id for each in heads(log)}


@given(logs())
def test_a_slot_with_entries_always_has_a_head(log):
    assert {each.about for each in heads(log)} == {each.about for each in log}


@given(logs(), st.integers(0, 12))
def test_a_hand_over_matches_what_its_phone_knew_whatever_others_add_later(log, seen):
    known = [each for each in log if each.device == "a" or each.number <= seen]
    said = mark("submit", 99, Slot(EntryKind.SUBMIT, None, None, None), device="a", seq=99)
    at_hand = heads(known)
    digest = heads_digest(each.id for each in at_hand)

    assert matches_hand_over([*log, said], said, digest, len(at_hand))


def test_a_hand_over_does_not_match_while_an_own_entry_is_missing():
    here, lost = mark("1", device="a", seq=1), mark("2", about=A2, device="a", seq=2)
    said = mark("submit", 9, Slot(EntryKind.SUBMIT, None, None, None), device="a", seq=3)
    digest = heads_digest([here.id, lost.id])

    assert not matches_hand_over([here, said], said, digest, 2)
    assert matches_hand_over([here, replace(lost, number=10), said], said, digest, 2)


def test_a_hand_over_that_matches_at_no_moment_is_told_in_a_moment_over_a_long_log():
    # A colleague rewrites one note again and again: the number of heads is right at each moment.
    note = Slot(EntryKind.NOTE, "A1", UUID(int=9), None)
    own = [mark(f"own {n}", n, Slot(EntryKind.NOTE, "A1", UUID(int=n), None)) for n in range(500)]
    own = [replace(each, device="a", seq=n) for n, each in enumerate(own)]
    others = [
        mark(f"note {n}", 500 + n, note, replaces=[f"note {n - 1}"], device="b")
        for n in range(1_500)
    ]
    said = mark("submit", 9_999, SUBMIT, device="a", seq=9_999)
    begun = process_time()

    assert not matches_hand_over([*own, *others], said, "0" * 64, 501)
    assert process_time() - begun < 0.5


def test_two_heads_are_a_clash_and_an_entry_that_replaces_both_settles_it():
    first, second = mark("1"), mark("2", 2)
    settled = mark("3", 3, replaces=["1", "2"])

    assert list(clashes([first, second])) == [A1]
    assert clashes([first, second, settled]) == {}


def test_replacing_one_of_two_leaves_the_clash():
    third = mark("3", 3, replaces=["1"])

    assert len(clashes([mark("1"), mark("2", 2), third])[A1]) == 2


def handed(known: list[Mark]) -> tuple[Mark, str, int]:
    """What a phone says that counts these among its heads."""
    return (
        mark("submit", 99, SUBMIT, device="a", seq=99),
        heads_digest(m.id for m in known),
        len(known),
    )


def test_a_comment_that_comes_late_undoes_no_hand_over():
    answer = mark("1", device="a", seq=1)
    late = mark("late", 120, COMMENT, device="desk")

    assert matches_hand_over([answer, late], *handed([answer]))


def test_a_phone_that_counts_the_comments_it_knew_is_believed():
    answer, heard = mark("1", device="a", seq=1), mark("heard", 2, COMMENT, device="desk")
    own = mark("own", 3, COMMENT._replace(slot=UUID(int=2)), device="a", seq=2)
    late = mark("late", 120, COMMENT._replace(slot=UUID(int=3)), device="desk")

    assert matches_hand_over([answer, heard, own, late], *handed([answer, heard, own]))


def test_comments_hide_no_answer_that_is_missing():
    answer, lost = mark("1", device="a", seq=1), mark("2", about=A2, device="a", seq=2)
    heard = mark("heard", 2, COMMENT, device="desk")

    assert not matches_hand_over([answer, heard], *handed([answer, lost]))
    assert not matches_hand_over([answer, heard], *handed([answer, lost, heard]))


def test_comments_do_not_clash():
    taken_back_twice = [mark("1", about=COMMENT), mark("2", 2, COMMENT)]

    assert clashes(taken_back_twice) == {}
