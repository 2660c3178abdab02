"""A checklist as on the phone: what the frame is told, who may look, and that it reaches nobody."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest

from forms.canonical import canonical_json
from forms.definition import Text
from survey_app.checklists import service
from tests.support.cast import NOW, version
from tests.support.checklist import SMALL
from tests.support.desk import words_of

HOSTILE = "'\"></div></script><script>alert(1)</script>"
PAGE = "/checklists/PKS-NHO/1/phone"


@pytest.fixture
def draft(change):
    """A draft whose points do not add up."""
    faulty = replace(SMALL, version="8", base_points=Decimal(90))
    change(lambda session: service.start_draft(session, faulty, at=NOW))
    return "PKS-NHO/8"


def told(reply):
    """What the script of the frame is told."""
    (said,) = re.findall(r'data-told="([^"]*)"', reply.text)
    return json.loads(unescape(said))


def test_the_frame_is_told_the_checklist_as_phones_are_handed_it(cast, desk):
    reply = desk(cast.an).get(f"{PAGE}/screen")

    assert told(reply)["checklist"] == json.loads(canonical_json(SMALL))
    assert told(reply)["language"] == "vi"


def test_the_frame_loads_the_preview_and_not_the_phones_own_script(cast, desk):
    reply = desk(cast.an).get(f"{PAGE}/screen")

    scripts = re.findall(r'<script type="module" src="([^"]+)"', reply.text)
    assert [re.sub(r"-[\w-]{8}\.js", ".js", each) for each in scripts] == [
        "/static/phone/preview/assets/main.js"
    ]
    assert desk(cast.an).get(scripts[0]).status_code == 200


def test_only_our_own_page_may_frame_it_and_its_script_reaches_nobody(cast, desk):
    framed, page = (desk(cast.an).get(path).headers for path in (f"{PAGE}/screen", PAGE))

    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert "connect-src 'none'" in framed["Content-Security-Policy"]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_targets_to_try_go_into_the_frame(cast, desk):
    an = desk(cast.an)
    page = an.get(f"{PAGE}?target-B1=1.250,5")
    (frame,) = re.findall(r'<iframe[^>]* src="([^"]+)"', page.text)

    assert 'value="1.250,5"' in page.text
    assert told(an.get(frame.replace("&amp;", "&")))["targets"]["B1"]["term"] == "1250.5"


@pytest.mark.parametrize("typed", ["-3", "x", "1e9999"])
def test_a_target_that_is_none_is_told_beside_its_field_and_left_out(cast, desk, typed):
    an = desk(cast.an)
    page = an.get(f"{PAGE}?target-B1={typed}")

    assert page.status_code == 422
    assert 'href="#target-B1"' in page.text
    assert told(an.get(f"{PAGE}/screen?target-B1={typed}"))["targets"] == {}


def test_words_of_a_checklist_stay_words(cast, desk, change):
    hostile = replace(SMALL, version="9", title=Text(HOSTILE))
    change(lambda session: version(session, hostile))

    reply = desk(cast.an).get("/checklists/PKS-NHO/9/phone/screen")

    assert told(reply)["checklist"]["title"] == HOSTILE
    assert "<script>alert" not in reply.text


@pytest.mark.parametrize("path", ["phone", "phone/screen"])
def test_a_draft_is_there_for_the_office_only(cast, desk, draft, path):
    address = f"/checklists/{draft}/{path}"

    assert desk(cast.chau).get(address).status_code == 200
    assert desk(cast.an).get(address).status_code == 404
    assert desk(cast.dung).get(address).status_code == 404


def test_a_faulty_draft_says_that_it_is_one(cast, desk, draft):
    page = desk(cast.chau).get(f"/checklists/{draft}/phone")

    assert "Bản nháp còn" in words_of(page.text)


def test_no_phone_keeps_the_preview_for_starts_without_a_network(app):
    folder = Path(app.static_folder) / "phone"
    kept = (folder / "worker.js").read_text()
    shell = (folder / "manifest.json").read_text()

    assert "assets/main-" in kept
    assert "preview" not in kept + shell
