"""The documents keep pace with the code."""

import re
from pathlib import Path

import pytest

from tests.meta.tree import ROOT, files, name_of

README = (ROOT / "README.md").read_text(encoding="utf-8")
TWO_PAGES = 130
SETTINGS = re.findall(
    r"environ\.get\(\"([A-Z_]+)\"",
    (ROOT / "survey_app" / "core" / "settings.py").read_text(encoding="utf-8"),
)
DOCUMENTS = [path for path in files() if path.suffix == ".md" and "node_modules" not in path.parts]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def test_the_readme_is_read_in_two_pages():
    assert len(README.splitlines()) <= TWO_PAGES


def test_the_settings_are_found_in_the_code():
    assert {"SURVEY_DATA", "PORT", "DATABASE_URL", "SECRET_KEY"} <= set(SETTINGS)


@pytest.mark.parametrize("name", SETTINGS)
def test_the_readme_tells_each_setting_its_default_and_its_meaning(name: str):
    assert re.search(rf"^\| `{name}` \| \S.* \| \S.* \|$", README, re.MULTILINE)


def test_the_readme_names_only_targets_that_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`?make ([a-z]+)`?(?= |$|`)", README, re.MULTILINE))

    assert named
    assert {name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=map(name_of, DOCUMENTS))
def test_every_link_of_a_document_leads_somewhere(document: Path):
    targets = LINK.findall(document.read_text(encoding="utf-8"))

    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_the_changelog_is_sorted_into_what_a_reader_looks_for():
    headings = re.findall(
        r"^### (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert headings
    assert set(headings) <= {"Added", "Changed", "Fixed", "Removed", "Security"}


def test_each_decision_has_a_number_of_its_own_that_its_heading_says():
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    told = [re.match(r"# (\d+)\. ", path.read_text(encoding="utf-8")) for path in decisions]

    assert decisions
    assert [int(found.group(1)) if found else None for found in told] == [
        int(path.name[:4]) for path in decisions
    ]
    assert len({path.name[:4] for path in decisions}) == len(decisions)
