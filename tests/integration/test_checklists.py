"""Checklists on their way from a file to a published version, by command and by service."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from forms.canonical import canonical_json
from forms.definition import Kind, Text
from forms.xlsform import read_workbook
from survey_app.checklists import service
from survey_app.checklists.models import ChecklistItem, ChecklistVersion
from survey_app.checklists.queries import definition_of, find_version, list_versions
from survey_app.checklists.rules import VersionState
from survey_app.core import clock
from survey_app.core.problems import Code, Problem
from survey_app.core.settings import read
from survey_app.edge.database import db
from survey_app.factory import create_app
from tests.support.workbook import SOUND, changed, workbook

LIBRARY = Path(__file__).parents[2] / "forms/library"
CODE, VERSION = "PKS-THU", "1"
# A section of a kind that there is none of.
BASIS = json.dumps(
    {
        "code": "X",
        "version": "1",
        "title": "t",
        "sections": [{"code": "A", "title": "A", "kind": "basis", "items": []}],
    }
).encode()


@pytest.fixture
def sound():
    return read_workbook(workbook(SOUND))


@pytest.fixture
def session(app, cast):
    with app.app_context():
        yield db.session
        db.session.rollback()


@pytest.fixture
def run(app, cast):
    def made(*arguments):
        return app.test_cli_runner().invoke(args=["checklists", *map(str, arguments)])

    return made


@pytest.fixture
def file(tmp_path):
    def made(data, name="phieu.xlsx"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return made


def kinds(session, version):
    rows = select(ChecklistItem).filter_by(version_id=version.id).order_by(ChecklistItem.position)
    return [(row.code, row.section, row.kind) for row in session.scalars(rows)]


def test_an_import_is_a_draft_with_its_items(session, sound):
    version = service.import_version(session, sound, at=clock.now())

    assert version.state is VersionState.DRAFT
    assert definition_of(version) == sound
    assert kinds(session, version)[:3] == [
        ("G1", "", "text"),
        ("A1", "A", "yes_no"),
        ("A2", "A", "scale"),
    ]


def test_a_draft_is_replaced_by_the_next_import(session, sound):
    first = service.import_version(session, sound, at=clock.now())
    changed_words = replace(sound, title=Text("Phiếu sửa"))

    second = service.import_version(session, changed_words, at=clock.now())

    assert second.id == first.id
    assert second.title == "Phiếu sửa"
    assert len(kinds(session, second)) == 7


def test_a_published_version_takes_the_same_again_and_nothing_else(session, sound):
    service.import_version(session, sound, at=clock.now())
    published = service.publish(session, CODE, VERSION, at=clock.now())

    assert service.import_version(session, sound, at=clock.now()) is published
    with pytest.raises(Problem) as refused:
        service.import_version(session, replace(sound, title=Text("Khác")), at=clock.now())
    assert refused.value.code is Code.CHECKLIST_PUBLISHED
    assert definition_of(published) == sound


def test_a_checklist_with_faults_is_not_kept(session, sound):
    with pytest.raises(Problem) as refused:
        service.import_version(session, replace(sound, title=Text("")), at=clock.now())

    assert refused.value.code is Code.CHECKLIST_FAULTS
    assert find_version(session, CODE, VERSION) is None


def test_a_code_never_changes_its_kind_once_published(session, sound):
    service.import_version(session, sound, at=clock.now())
    service.publish(session, CODE, VERSION, at=clock.now())
    first = sound.sections[0]
    other = replace(first.items[0], kind=Kind.INDICATOR)
    section = replace(first, items=(other, *first.items[1:]))
    again = replace(
        sound, version="2", sections=(section, sound.sections[1]), conditions=sound.conditions[1:]
    )
    service.import_version(session, again, at=clock.now())

    with pytest.raises(Problem) as refused:
        service.publish(session, CODE, "2", at=clock.now())

    assert refused.value.code is Code.CHECKLIST_TYPE_CHANGED
    assert refused.value.details["items"] == ["A1"]


def test_what_was_never_imported_cannot_be_published(session):
    with pytest.raises(Problem) as refused:
        service.publish(session, CODE, VERSION, at=clock.now())

    assert refused.value.code is Code.NOT_FOUND


@pytest.mark.parametrize(
    ("name", "count"), [("PKS-HUYEN", 40), ("PKS-NGANH", 38), ("PKS-CDVC", 36)]
)
def test_check_says_that_a_starter_is_correct(run, name, count):
    done = run("check", LIBRARY / f"{name}.xlsx")

    assert done.exit_code == 0
    assert done.output == f"{name} 0.1-de-xuat: đúng, {count} tiêu chí.\n"


def test_check_tells_every_fault_on_its_line_and_stores_nothing(run, session, file):
    wrong = file(changed({"survey!F6": "hai", "settings!C2": ""}))
    before = len(list_versions(session))
    session.rollback()

    done = run("import", wrong)

    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "survey!F6 (bind::lsv:points): “hai” không phải là số. Nhập số, ví dụ 2 hoặc 0,5.",
        "settings!C2 (version): Thiếu nội dung ở cột “version”.",
    ]
    assert len(list_versions(session)) == before
    assert run("check", wrong, "--language", "en").stderr.startswith("survey!F6")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "không phải là một phiếu"),
        (b'{"code": "X"}', "version is missing"),
        (BASIS, "sections[0].kind: 'basis' is none of base, bonus, penalty"),
        (b'{"code": "X", "code": "Y"}', "the key 'code' comes twice"),
        (b'{"code": 1e99999999999999999999}', "the number 1e99999999999999999999 is out of range"),
        (b'{"code": "\\ud800", "version": "1", "title": "t", "sections": []}', "half a character"),
        (b'{"code": "X", "version": "1", "title": "t", "sections": []}', "chưa có mục nào"),
    ],
)
def test_check_tells_what_is_wrong_with_json(run, file, content, words):
    done = run("check", file(content, "phieu.json"))

    assert done.exit_code == 1
    assert words in done.stderr


def test_import_publish_list_and_export_by_command(run, file, sound, tmp_path):
    assert run("import", file(workbook(SOUND))).output == "PKS-THU 1: bản nháp\n"
    assert run("publish", CODE, VERSION).output == "PKS-THU 1: đã ban hành\n"
    assert "PKS-THU\t1\tđã ban hành\tPhiếu thử\n" in run("list").output

    for name in ("ra.xlsx", "ra.json"):
        assert run("export", CODE, VERSION, tmp_path / name).exit_code == 0

    assert read_workbook((tmp_path / "ra.xlsx").read_bytes()) == sound
    assert (tmp_path / "ra.json").read_bytes() == canonical_json(sound)
    assert json.loads((tmp_path / "ra.json").read_text())["code"] == CODE
    assert run("import", tmp_path / "ra.json").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("publish", "PKS-KHONG-CO", "1"), "PKS-KHONG-CO"),
        (("export", "PKS-KHONG-CO", "1", "ra.xlsx"), "PKS-KHONG-CO"),
        (("export", CODE, VERSION, "ra.csv"), ".xlsx"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(run, arguments, words):
    done = run(*arguments)

    assert done.exit_code == 1
    assert words in done.stderr


def test_an_export_into_a_folder_that_is_not_there_says_so(run, file, tmp_path):
    run("import", file(workbook(SOUND)))

    done = run("export", CODE, VERSION, tmp_path / "khong-co" / "ra.json")

    assert done.exit_code == 1
    assert "khong-co/ra.json: không ghi được tệp" in done.stderr


@pytest.mark.parametrize("words", [("publish",), ("export", "ra.xlsx")])
def test_a_draft_with_faults_is_told_fault_by_fault(run, session, sound, tmp_path, words):
    faulty = replace(sound, title=Text(""), bonus_cap=Decimal(-1))
    service.start_draft(session, faulty, at=clock.now())
    session.commit()
    command, *file = words

    done = run(command, CODE, VERSION, *(tmp_path / each for each in file), "--language", "en")

    assert done.exit_code == 1
    assert done.stderr.splitlines()[:2] == [
        "title: The Vietnamese words are missing.",
        "bonus_cap: The cap must lie between 0 and 100.",
    ]
    assert "{" not in done.stderr
    assert not (tmp_path / "ra.xlsx").exists()


def test_publishing_what_was_retired_does_not_say_that_it_is_published(run, session, file):
    run("import", file(workbook(SOUND)))
    run("publish", CODE, VERSION)
    service.retire(session.scalars(select(ChecklistVersion).filter_by(code=CODE)).one())
    session.commit()

    assert run("publish", CODE, VERSION).output == "PKS-THU 1: ngừng áp dụng\n"


@pytest.mark.parametrize(
    "words",
    [
        ("checklists", "list"),
        ("checklists", "publish", CODE, VERSION),
        ("fieldwork", "rebuild"),
        ("people", "close", "an"),
    ],
)
def test_a_command_without_its_database_says_what_to_run(tmp_path, words):
    bare = create_app(read({"SURVEY_DATA": str(tmp_path), "SECRET_KEY": "o" * 64}))

    done = bare.test_cli_runner().invoke(args=words)

    assert done.exit_code == 1
    assert "flask --app wsgi migrate" in done.stderr


def test_a_version_is_kept_once(session, sound):
    service.import_version(session, sound, at=clock.now())
    service.import_version(session, sound, at=clock.now())

    kept = session.scalars(select(ChecklistVersion).filter_by(code=CODE).order_by("id")).all()
    assert len(kept) == 1
