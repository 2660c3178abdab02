"""What must not stand in the repository: promises, other people's machines, suppressed checks."""

import re

import pytest

from tests.meta.tree import name_of, sources, texts

# Written so that these lines, which the tests read like all others, do not match themselves.
PROMISE = re.compile(r"\b(?:T[O]DO|F[I]XME|X[X]X|H[A]CK)\b")
# Folders of somebody's own machine. Documented servers use /etc, /srv and /var.
OWN_FOLDER = re.compile(r"(?<![\w.:/*~)}\]-])/(?:home|root|work|opt|tmp|mnt|Users)/\w")
REGISTRY = re.compile(
    r"(?:pypi|npmjs|pythonhosted|jfrog|artifactory|nexus|verdaccio|devpi)"
    r"[\w.-]*\.(?:org|com|net|io|local|internal)\b",
    re.IGNORECASE,
)
NUMBERED_ISSUE = re.compile(r"\b(?:issue|ticket|pull request|PR) ?#?\d+\b", re.IGNORECASE)
# A field of a checklist taken in one language, whatever that of the reader.
ONE_LANGUAGE = re.compile(r"\.(?:label|title|hint|guidance|note|why)\.(?:vi|en)\b")

SILENCED_PYTHON = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:)")
SILENCED_WITH_REASON = re.compile(
    r"#\s*(?:noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*|type: ignore\[[a-z\-, ]+\])"
    r"(?:\s+#|\s+[-–—]+) \S+ \S+"
)
SILENCED_SCRIPT = re.compile(r"eslint-disabl[e]|@ts-(?:ignor[e]|nochec[k])")
SCRIPT_WITH_REASON = re.compile(
    r"eslint-disabl[e](?:-next-line|-line)? [\w@/-]+(?:, ?[\w@/-]+)* -- \S+ \S+"
)

MENTIONS = {
    "a promise instead of the work": PROMISE,
    "a folder of somebody's own machine": OWN_FOLDER,
    "the address of a package registry": REGISTRY,
    "the number of an issue": NUMBERED_ISSUE,
}


@pytest.mark.parametrize("pattern", MENTIONS.values(), ids=MENTIONS.keys())
def test_no_text_holds(pattern):
    held = [
        f"{name_of(path)}:{number}: {line.strip()[:120]}"
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]

    assert held == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        pytest.param(PROMISE, "# TO~DO: later", id="a promise"),
        pytest.param(OWN_FOLDER, "see /ho~me/somebody", id="a home"),
        pytest.param(OWN_FOLDER, 'open("/t~mp/x")', id="a scratch file"),
        pytest.param(REGISTRY, "https://registry.npm~js.org/x", id="a registry"),
        pytest.param(NUMBERED_ISSUE, "see iss~ue #12", id="an issue"),
    ],
)
def test_it_is_seen_that_a_line_holds(pattern, line):
    assert pattern.search(line.replace("~", ""))


def test_a_suppressed_check_names_its_rule_and_its_reason():
    bare = [
        f"{name_of(path)}:{number}: {line.strip()[:120]}"
        for path in sources(".py", ".ts", ".tsx")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if is_bare(line)
    ]

    assert bare == []


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        pytest.param("x()  # no~qa", True, id="no rule"),
        pytest.param("x()  # no~qa: S603", True, id="no reason"),
        pytest.param("x()  # no~qa: S603 - our own program", False, id="rule and reason"),
        pytest.param("x()  # type: ig~nore[misc]", True, id="type, no reason"),
        pytest.param("x()  # type: ig~nore[misc]  # no stubs there", False, id="type and reason"),
        pytest.param("// eslint-dis~able-next-line no-eval", True, id="script, no reason"),
        pytest.param(
            "// eslint-dis~able-line no-eval -- our own words", False, id="script, reason"
        ),
        pytest.param("// @ts-ig~nore because so", True, id="script, never right"),
        pytest.param("x = 1  # a plain comment", False, id="nothing suppressed"),
    ],
)
def test_whether_a_suppression_is_bare(line, bare):
    assert is_bare(line.replace("~", "")) is bare


def is_bare(line: str) -> bool:
    """Whether the line silences a check without saying which and why."""
    if SILENCED_PYTHON.search(line):
        return not SILENCED_WITH_REASON.search(line)
    return bool(SILENCED_SCRIPT.search(line)) and not SCRIPT_WITH_REASON.search(line)


def test_a_page_asks_for_the_words_of_a_checklist_in_its_own_language():
    """``words`` knows the language; who edits a checklist sees both beside each other."""
    pages = (
        path
        for path in sources(".py")
        if name_of(path).startswith("survey_app/web/")
        and not name_of(path).startswith("survey_app/web/checklists/")
    )
    bound = [name_of(path) for path in pages if ONE_LANGUAGE.search(path.read_text("utf-8"))]

    assert bound == []
    assert ONE_LANGUAGE.search("line = item.label.vi")
