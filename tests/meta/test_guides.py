"""The guides keep pace with the code: commands, rights, the examples that people copy."""

import json
import re
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import click
import pytest

from scripts.node import npm
from survey_app.cli import COMMANDS
from survey_app.core.permissions import GRANTS
from tests.meta.tree import ROOT, files, name_of

ADMIN_GUIDE = (ROOT / "docs" / "huong-dan-quan-tri.md").read_text(encoding="utf-8")
API_GUIDE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
VECTORS = json.loads(
    (ROOT / "tests" / "contract" / "entries" / "hashes.json").read_text(encoding="utf-8")
)
# The machine's own, or the one that builds the phone page.
NODE = str(Path(npm()[1]) / "node")
ROLES = ("member", "lead", "office", "admin")
RIGHT = re.compile(r"^\| [^|]+ \| `([a-z]+:[a-z]+)` \|((?: [✓–] \|){4})$", re.MULTILINE)
DOCUMENTS = [path for path in files() if path.suffix == ".md" and "node_modules" not in path.parts]
# What text in TCVN3 or VNI looks like when it was not converted: letters that Vietnamese lacks.
REMNANT = re.compile("[¸µ¶¹¨¾¼½®ÅÄËÏÑÖØÛÜÎÆÇÐÞåäëïñöøûüÿîæçðþß\xad]")


def names_of_commands() -> list[str]:
    """Every command as one types it."""
    names = []
    for command in COMMANDS:
        if isinstance(command, click.Group):
            names += [f"{command.name} {name}" for name in command.commands]
        else:
            names.append(str(command.name))
    return sorted(names)


@pytest.mark.parametrize("name", names_of_commands())
def test_the_readme_tells_every_command(name):
    assert re.search(rf"`{name}[ `]", README)


def test_the_rights_in_the_administrators_guide_are_those_of_the_code():
    told = {
        action: frozenset(
            role for role, mark in zip(ROLES, re.findall("[✓–]", marks), strict=True) if mark == "✓"
        )
        for action, marks in RIGHT.findall(ADMIN_GUIDE)
    }

    assert told == {action.value: roles for action, roles in GRANTS.items()}


@pytest.mark.parametrize("document", DOCUMENTS, ids=map(name_of, DOCUMENTS))
def test_a_document_is_written_in_composed_unicode(document: Path):
    text = document.read_text(encoding="utf-8")

    assert unicodedata.is_normalized("NFC", text)
    assert REMNANT.findall(text) == []


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        pytest.param("Liªn ®oµn Lao ®éng tØnh Qu¶ng TrÞ: Ban ChÊp hµnh ®Ö nghÞ", True, id="TCVN3"),
        pytest.param("Lieân ñoaøn Lao ñoäng tænh Quaûng Trò ñeà nghò", True, id="VNI"),
        pytest.param("Liên đoàn Lao động tỉnh Quảng Trị đề nghị các đơn vị", False, id="Unicode"),
    ],
)
def test_text_in_an_old_encoding_is_seen(line, seen):
    assert bool(REMNANT.search(line)) is seen


# What the guides for users print in bold for its weight, not because a screen says it.
WEIGHTY = {
    "Không chụp:",
    "Trước khi chụp",
    "đề xuất ban đầu",
    "thời điểm chốt số liệu",
    "Ban hành rồi thì không sửa được.",
    "Điểm Văn phòng chốt.",
    "số phiên bản mới",
    "Khả năng hoàn thành",
}
SCREENS = ("survey_app/templates/", "survey_app/web/", "survey_app/phone/src/i18n/vi/")
USERS = ("thanh-vien", "truong-doan", "van-phong")


def words_on_screens() -> str:
    """All Vietnamese words of the pages; n and N stand where a figure will."""
    found = [path for path in files() if name_of(path).startswith(SCREENS)]
    texts = (path.read_text(encoding="utf-8") for path in found if path.suffix != ".pyc")
    return "\n".join(texts).replace("{n}", "n").replace("{total}", "N")


@pytest.mark.parametrize("user", USERS)
def test_what_a_guide_says_in_bold_stands_on_a_screen(user):
    guide = (ROOT / "docs" / f"huong-dan-{user}.md").read_text(encoding="utf-8")
    vietnamese = guide.partition("\n---\n")[0]
    bold = {" ".join(each.split()) for each in re.findall(r"\*\*([^*]+)\*\*", vietnamese)}
    screens = words_on_screens()

    assert bold
    assert {each for each in bold - WEIGHTY if each.rstrip(".:…, ") not in screens} == set()


def example(language: str) -> str:
    """The one example of the API guide in this language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", API_GUIDE, re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.mark.parametrize("vector", VECTORS[:4], ids=lambda vector: vector["name"])
def test_the_guides_python_computes_the_hash_of_a_receipt(vector):
    told: dict[str, Any] = {}
    exec(example("python"), told)

    assert told["digest"](vector["entry"]) == vector["sha256"]


@pytest.mark.parametrize("vector", VECTORS[:4], ids=lambda vector: vector["name"])
def test_the_guides_javascript_computes_the_hash_of_a_receipt(vector):
    ask = f"digest({json.dumps(vector['entry'])}).then(console.log)"

    told = subprocess.run(
        [NODE, "-e", f"{example('js')}\n{ask}"], capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == vector["sha256"]


def test_the_api_guide_names_every_call(app):
    paths = app.test_client().get("/api/v1/openapi.json").get_json()["paths"]
    known = {(verb.upper(), path.removeprefix("/api/v1")) for path in paths for verb in paths[path]}
    told = {
        (verb, path.partition("?")[0])
        for verb, path in re.findall(r"`(GET|POST|PUT|DELETE) (/[^`\s]+)", API_GUIDE)
    }
    suffixed = {("GET", f"/evaluations/{{evaluation_id}}.{end}") for end in ("docx", "xlsx")}

    assert {each for each in known if each[0] != "PARAMETERS"} == told | suffixed
