"""Whatever is typed on a phone or at a desk stays text: on every page, in PDF, Word and Excel."""

from __future__ import annotations

import io
from dataclasses import replace
from uuid import uuid4

import html5lib
import pytest
from pypdf import PdfReader

from forms.definition import Text
from forms.xlsform import write_workbook
from tests.integration.hostile.acting import (
    ACTIVE,
    acts_in_word,
    formulas_in,
    keys_of,
    links_of,
    texts_in,
)
from tests.integration.hostile.payloads import FORMULAS, MARKUP
from tests.integration.test_access import access_of, address
from tests.support.checklist import SMALL
from tests.support.desk import ANSWERS
from tests.support.phone import jpeg

# NUL is held at the door; nothing else of these is.
PAYLOADS = tuple(each for each in MARKUP + FORMULAS if "\x00" not in each)
ALL_AT_ONCE = " | ".join(MARKUP)
# The one frame that we make ourselves; where it leads is told beside it.
FRAME = ("iframe", "phone-frame")
KNOWN_SCRIPTS = ("/static/", "/phone/")


def findings(phone):
    """One finding, note, photo, attendee, piece of evidence and reply for each payload."""
    types = ("strength", "limitation", "lesson", "recommendation", "task", "forecast")
    for n, text in enumerate(PAYLOADS):
        slot = {"slot": str(uuid4())}
        finding = {"type": types[n % len(types)], "text": f" {text}", "addressee": "unit"}
        yield phone.entry("finding", finding, item="A1" if n % 2 else None, **slot)
        yield phone.entry("note", {"text": text}, item="A2", **slot)
        yield phone.entry(
            "evidence", {"number": text, "date": text, "about": text}, item="A1", **slot
        )
        yield phone.entry(
            "attendee", {"name": f"x{text}", "position": text, "side": "unit"}, **slot
        )
        yield phone.entry("reply", {"agree": False, "text": text}, item="A3", **slot)


def answers(phone):
    """Every text that an answer can hold."""
    rows = [{"ten": text, "so": text} for text in PAYLOADS[:60]]
    said = ANSWERS | {
        "A3": {"value": "2.5"},
        "B1": {"value": "231", "judged": "8", "reason": ALL_AT_ONCE},
        "B2": {"not_applicable": ALL_AT_ONCE[:1_900]},
        "B4": {"value": {"rows": rows, "level": 2}},
        "B5": {"value": ALL_AT_ONCE},
        "G1": {"value": ALL_AT_ONCE},
    }
    return [phone.answer(item, value) for item, value in said.items()]


@pytest.fixture
def infested(cast, phone, desk):
    """A visit full of payloads, handed over, discussed, approved and merged; the desk's browser."""
    an = phone()
    picture = jpeg()
    an.put(picture)
    photo = an.photo(picture, "A1", ALL_AT_ONCE)
    sent = [*answers(an), photo, *findings(an)]
    for at in range(0, len(sent), 150):
        receipts = an.receipts(*sent[at : at + 150])
        assert {each["state"] for each in receipts} == {"stored"}, receipts
    an.receipts(an.answer("KHONG_CO", {"value": ALL_AT_ONCE}))
    an.client.post("/api/v1/rescue", data=ALL_AT_ONCE.encode(), headers=an.headers)
    heads = [str(each["id"]) for each in sent]
    said = an.submit(heads, [str(photo["value"]["sha256"])])
    assert an.receipts(said)[0]["visit_state"] == "submitted"
    _discuss(phone(cast.binh), str(cast.visit.key), an)
    browser = desk(cast.chau)
    assert browser.post(f"/rounds/{cast.round.id}/evaluation").status_code == 303
    for number in (1, 2):
        words = {"text": ALL_AT_ONCE if number == 1 else "=1+1", "version": "1"}
        assert browser.post(f"/evaluations/1/statements/{number}", data=words).status_code == 303
    return browser


def _discuss(binh, visit, an):
    path = f"/visits/{visit}/decisions"
    moves = [
        {"move": "agree", "item": "A2", "value": 2, "reason": ALL_AT_ONCE},
        {"move": "agree", "item": "A3", "value": {"value": "1"}, "reason": "=1+1"},
        {"move": "return", "items": [{"item": "A1", "reason": ALL_AT_ONCE}]},
    ]
    for move in moves:
        assert binh.post(path, move).status_code == 201
    known, replaced = _heads(an), _head(an, "A1")
    answered = an.answer("A1", {"value": "yes"}, supersedes=[replaced])
    known.remove(replaced)
    # Handed over again, with everything as it was but this one answer.
    said = an.submit([*known, str(answered["id"])])
    assert an.receipts(answered, said)[1]["visit_state"] == "submitted"
    replies = f"/visits/{visit}/replies"
    for each in binh.get(replies).get_json()["replies"]:
        if each["owes_answer"]:
            answer = {"text": each["reply"]["text"]}
            sent = binh.post(f"{replies}/{each['reply']['id']}/answers", answer)
            assert sent.status_code in (200, 201), sent.get_json()
    approved = binh.post(path, {"move": "approve"})
    assert approved.status_code == 201, approved.get_json()


def _heads(an):
    return [
        id_
        for id_, each in an.made.items()
        if each["kind"] != "submit" and each["item"] != "KHONG_CO"
    ]


def _head(an, item):
    return next(
        id_ for id_, each in an.made.items() if (each["kind"], each["item"]) == ("answer", item)
    )


def pages(app, visit):
    """Every page that a desk can ask for, with this visit and the first of everything else."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(("/api/v1", "/static", "/phone", "/sign-in")):
            continue
        if "GET" in (rule.methods or set()) and access_of(app, rule):
            yield address(app, rule, visit)


def harm(page):
    """What a page has that no page of ours has: made from a payload."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    found = []
    for element in tree.iter():
        tag = str(element.tag)
        if (tag, element.get("class")) == FRAME:
            continue
        found += [f"<{tag}>" for bad in ("iframe", "object", "math", "base", "x", "font", "style",
                                         "embed", "para", "scr<script") if tag == bad]  # fmt: skip
        for name, value in element.attrib.items():
            if str(name).startswith("on") or str(name) in ("contenteditable", "srcdoc", "style"):
                found.append(f"{tag} {name}")
            if str(name) in ("href", "src", "action", "formaction") and not _is_ours(value):
                found.append(f"{tag} {name}={value[:60]}")
        if tag == "script" and not element.get("src", "").startswith(KNOWN_SCRIPTS):
            found.append("<script>")
    return found


def _is_ours(address):
    return address.startswith(("/", "#", "?")) and not address.startswith("//")


def test_no_page_makes_anything_of_what_was_typed(app, cast, infested):
    seen = {}
    for path in pages(app, cast.visit.key):
        reply = infested.get(path)
        if reply.mimetype == "text/html":
            page = reply.get_data(as_text=True)
            assert harm(page) == [], path
            seen[path] = page.count("alert(1)")

    # Proof that the payloads got there at all.
    for path in (
        f"/visits/{cast.visit.key}",
        f"/reviews/{cast.visit.key}",
        "/evaluations/1",
        "/held/1",
    ):
        assert seen[path] > 10, path


def test_what_was_typed_at_a_desk_comes_back_as_text(cast, infested):
    path = f"/reviews/{cast.visit.key}"
    tried = [
        ("/sign-in", {"username": ALL_AT_ONCE[:60], "password": "", "next": MARKUP[5]}),
        (
            f"{path}/scores",
            {"item": MARKUP[5], "layer": MARKUP[5], "reason": MARKUP[5], "seen": "x"},
        ),
        (
            f"{path}/scores",
            {"item": "A2", "layer": "final", "value": MARKUP[5], "reason": MARKUP[10]},
        ),
        (f"{path}/returns", {"items": "A2", "reason-A2": MARKUP[10], "value-A2": MARKUP[5]}),
        (f"{path}/reopening", {"reason": ALL_AT_ONCE * 9, "seen": MARKUP[5]}),
        ("/evaluations/1/statements/1", {"text": ALL_AT_ONCE * 30}),
        ("/language", {"language": MARKUP[5], "next": MARKUP[5]}),
    ]
    for where, data in tried:
        reply = infested.post(where, data=data)
        assert reply.status_code in (302, 400, 401, 409, 422), (where, reply.status)
        assert harm(reply.get_data(as_text=True)) == [], where


ECHOING = (
    "/visits?q={}", "/units?q={}", "/people?q={}", "/nowhere/{}", "/sign-in?next={}",
    "/reviews?tray={}", "/held?state={}",
)  # fmt: skip


@pytest.mark.parametrize("path", ECHOING)
def test_an_address_is_no_way_to_write_on_a_page(cast, desk, path):
    browser = desk(cast.chau)

    for payload in MARKUP:
        page = browser.get(path.format(payload.replace("#", "%23"))).get_data(as_text=True)
        assert harm(page) == [], payload


def test_a_checklist_of_payloads_is_shown_and_exported_as_text(cast, desk):
    section = SMALL.sections[0]
    items = tuple(
        replace(item, label=Text(f"{ALL_AT_ONCE[:900]} {item.code}")) for item in section.items
    )
    spoiled = replace(section, title=Text(MARKUP[5]), items=items)
    checklist = replace(
        SMALL, version="2", sections=(spoiled, *SMALL.sections[1:]), title=Text(MARKUP[0])
    )
    browser = desk(cast.chau)

    data = {"workbook": (io.BytesIO(write_workbook(checklist)), "x.xlsx")}
    brought = browser.post("/checklists/import", data=data, content_type="multipart/form-data")
    shown = browser.get("/checklists/PKS-NHO/2").get_data(as_text=True)

    assert brought.status_code == 303
    assert harm(shown) == []
    assert shown.count("alert(1)") > 10
    assert formulas_in(browser.get("/checklists/PKS-NHO/2/workbook.xlsx").data) == []


def test_documents_hold_text_and_nothing_that_acts(app, cast, infested):
    excel = infested.get("/evaluations/1.xlsx").data
    word = infested.get("/evaluations/1.docx").data
    papers = [
        infested.get(path).data
        for path in ("/evaluations/1.pdf", f"/visits/{cast.visit.key}/report.pdf")
    ]

    assert formulas_in(excel) == []
    assert {"=1+1", f"{FORMULAS[6]}"} <= {text.strip() for text in texts_in(excel)}
    assert acts_in_word(word) == []
    own = f"{app.extensions['settings'].base_url}/documents/"
    for paper in papers:
        reader = PdfReader(io.BytesIO(paper))
        text = "".join(page.extract_text() for page in reader.pages)
        # A link leads to the page of the sealed revision, and to nothing that somebody typed.
        assert keys_of(reader) & ACTIVE <= {"/URI"}
        assert all(each.startswith(own) for each in links_of(reader))
        assert "alert(1)" in text.replace("\n", "").replace(" ", "")
        assert "cmd|" in text
