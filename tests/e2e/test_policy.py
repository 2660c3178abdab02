"""The phone page under its content policy: nothing it does is refused, and what is foreign is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.pictures import small_photo

SCREENS = ("", "/section/A", "/findings", "/attendees", "/photos", "/check", "/handover")
HEAR = """addEventListener('securitypolicyviolation', (event) => {
  const held = JSON.parse(sessionStorage.getItem('refused') || '[]');
  held.push(`${event.effectiveDirective} ${event.blockedURI}`);
  sessionStorage.setItem('refused', JSON.stringify(held));
})"""
REFUSED = "JSON.parse(sessionStorage.getItem('refused') || '[]')"
# In a script of the page: what is asked over the line of a test, the policy does not concern.
INLINE = """() => {
  const script = document.createElement('script');
  script.textContent = 'globalThis.ran = true';
  document.body.append(script);
  return globalThis.ran === true;
}"""


def test_a_filled_visit_breaks_no_rule_of_the_policy(phone, scene, tmp_path):
    member = phone()
    member.page.add_init_script(HEAR)
    member.begin(scene.an, scene.unit)
    member.section("A")
    member.item("A1").tap("Có")
    member.item("A1").photograph(small_photo(tmp_path, "IMG_1.jpg", "teal"), "Kế hoạch")
    member.item("A2").note("Kế hoạch lưu đủ.")
    for screen in SCREENS:
        member.page.goto(f"/phone#/visits/{scene.visit}{screen}")
        expect(member.page.get_by_role("heading", level=1)).to_be_visible()
    for screen in ("sync", "settings"):
        member.page.goto(f"/phone#/{screen}")
    member.expect_sent()

    assert member.page.evaluate(REFUSED) == []


@pytest.mark.parametrize(
    ("attempt", "directive"),
    [
        pytest.param(INLINE, "script-src-elem", id="a script in the page"),
        pytest.param(
            "() => { const made = document.createElement('script');"
            " made.src = 'https://example.org/x.js'; document.body.append(made); return false }",
            "script-src-elem",
            id="a script from elsewhere",
        ),
        pytest.param(
            "() => { fetch('https://example.org/').catch(() => null); return false }",
            "connect-src",
            id="words sent elsewhere",
        ),
    ],
)
def test_what_the_policy_is_for_is_refused(phone, watch, attempt, directive):
    watch.expect("Content Security Policy", "Content-Security-Policy", "violates")
    page = phone().page
    page.add_init_script(HEAR)
    page.goto("/phone")

    assert page.evaluate(attempt) is False
    page.wait_for_function(f"{REFUSED}.length > 0")
    assert page.evaluate(REFUSED)[0].startswith(directive)


def test_the_page_has_no_eval_and_no_webassembly(world):
    reply = world.app.test_client().get("/phone")

    policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert not {"unsafe-eval", "unsafe-inline", "wasm-unsafe-eval"} & set(
        policy.replace("'", " ").split()
    )
