"""Photos that were withdrawn or replaced: shown to nobody, and waited for by nobody."""

from __future__ import annotations

from tests.support.phone import jpeg

PLAIN, BLURRED = jpeg(colour="red"), jpeg(colour="grey")


def replaced_by(an, before, after):
    """The entry with which a phone puts another picture into the place of this one."""
    changes = {"slot": before["slot"], "supersedes": [before["id"]]}
    return an.photo(after) | changes if after else an.entry("photo", None, item="A1", **changes)


def test_the_picture_before_the_blurring_is_shown_to_nobody(phone):
    an = phone()
    first = an.photo(PLAIN)
    an.receipts(first)
    an.put(PLAIN)
    assert an.state_of_photo(PLAIN) == 200

    an.receipts(replaced_by(an, first, BLURRED))
    an.put(BLURRED)

    assert (an.state_of_photo(PLAIN), an.state_of_photo(BLURRED)) == (404, 200)


def test_a_withdrawn_photo_is_shown_again_when_it_is_taken_back_in(phone):
    an = phone()
    first = an.photo(PLAIN)
    gone = replaced_by(an, first, None)
    an.receipts(first, gone)
    an.put(PLAIN)
    assert an.state_of_photo(PLAIN) == 404

    an.receipts(an.photo(PLAIN) | {"slot": first["slot"], "supersedes": [gone["id"]]})

    assert an.state_of_photo(PLAIN) == 200


def test_both_pictures_of_a_clash_are_shown(phone):
    an = phone()
    first = an.photo(PLAIN)
    an.receipts(first, an.photo(BLURRED) | {"slot": first["slot"]})
    an.put(PLAIN)
    an.put(BLURRED)

    assert (an.state_of_photo(PLAIN), an.state_of_photo(BLURRED)) == (200, 200)


def test_a_hand_over_does_not_wait_for_a_picture_that_was_replaced_before_it_was_sent(phone):
    an = phone()
    first = an.photo(PLAIN)
    second = replaced_by(an, first, BLURRED)
    sha = second["value"]["sha256"]
    receipt = an.receipts(first, second, an.submit([second["id"]], [sha]))[-1]
    assert receipt["missing"]["photos"] == [sha]

    an.put(BLURRED)

    assert an.state() == "submitted"
