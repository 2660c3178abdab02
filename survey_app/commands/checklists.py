"""``flask --app wsgi checklists``: check, import, publish, export and list checklists.

``check`` needs no database. Faults go to the error output, one on a line; then nothing is stored
and the exit status is 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from forms.canonical import NotAChecklist, canonical_json, from_json
from forms.definition import Checklist, SectionKind, Text
from forms.faults import fault
from forms.publishing import faults_of
from forms.xlsform import WorkbookFaults, read_workbook, write_workbook
from survey_app.checklists import service
from survey_app.checklists.queries import definition_of, find_version, list_versions
from survey_app.checklists.rules import VersionState
from survey_app.commands.groups import Group
from survey_app.core import clock
from survey_app.core.problems import Problem
from survey_app.edge.database import db, writing

checklists = Group("checklists", help="Phiếu khảo sát: kiểm tra, nhập, ban hành, xuất.")

WORKBOOK, JSON = ".xlsx", ".json"
FORMATS = (WORKBOOK, JSON)
# What a problem keeps the faults of a checklist under.
FAULTS = "faults"
STATES = {
    VersionState.DRAFT: Text("bản nháp", "draft"),
    VersionState.PUBLISHED: Text("đã ban hành", "published"),
    VersionState.RETIRED: Text("ngừng áp dụng", "retired"),
}
CORRECT = Text("{name}: đúng, {count} tiêu chí.", "{name}: correct, {count} items.")
OTHER_FORMAT = Text("{file}: chỉ nhận .xlsx hoặc .json.", "{file}: only .xlsx or .json is taken.")
UNWRITABLE = Text("{file}: không ghi được tệp ({why}).", "{file}: cannot be written ({why}).")
UNKNOWN = Text("Không có phiếu {name}.", "There is no checklist {name}.")
Language = click.option(
    "--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True
)
Readable = click.Path(exists=True, dir_okay=False, path_type=Path)
Writable = click.Path(dir_okay=False, writable=True, path_type=Path)


@checklists.command("check", with_appcontext=False)
@click.argument("file", type=Readable)
@Language
def check(file: Path, language: str) -> None:
    """Kiểm tra FILE (.xlsx hoặc .json) và chỉ ra mọi lỗi; không lưu gì."""
    made = _read(file, language)
    base = (part for part in made.sections if part.kind is SectionKind.BASE)
    count = sum(len(part.items) for part in base)
    name = f"{made.code} {made.version}"
    click.echo(_said(CORRECT, language).format(name=name, count=count))


@checklists.command("import")
@click.argument("file", type=Readable)
@Language
def import_file(file: Path, language: str) -> None:
    """Nhập FILE (.xlsx hoặc .json) thành bản nháp; thay bản nháp cùng mã, phiên bản."""
    made = _read(file, language)
    with _told(language), writing():
        version = service.import_version(db.session, made, at=clock.now())
        db.session.commit()
    click.echo(f"{version.code} {version.version}: {_said(STATES[version.state], language)}")


@checklists.command("publish")
@click.argument("code")
@click.argument("version")
@Language
def publish(code: str, version: str, language: str) -> None:
    """Ban hành phiên bản VERSION của phiếu CODE; từ đó không sửa được nữa."""
    with _told(language), writing():
        known = service.publish(db.session, code, version, at=clock.now())
        db.session.commit()
    click.echo(f"{code} {version}: {_said(STATES[known.state], language)}")


@checklists.command("export")
@click.argument("code")
@click.argument("version")
@click.argument("file", type=Writable)
@Language
def export(code: str, version: str, file: Path, language: str) -> None:
    """Xuất phiên bản VERSION của phiếu CODE ra FILE (.xlsx hoặc .json)."""
    _refuse_other_formats(file, language)
    known = find_version(db.session, code, version)
    if known is None:
        raise click.ClickException(_said(UNKNOWN, language).format(name=f"{code} {version}"))
    made = definition_of(known)
    _write(file, _drawn(made, file, language), language)
    click.echo(f"{code} {version} → {file}")


@checklists.command("list")
@Language
def show(language: str) -> None:
    """Liệt kê các phiên bản: mã, phiên bản, tình trạng, tên."""
    for each in list_versions(db.session):
        click.echo(
            f"{each.code}\t{each.version}\t{_said(STATES[each.state], language)}\t{each.title}"
        )


def _read(file: Path, language: str) -> Checklist:
    """The checklist of a file; with faults, tell them all and end with status 1."""
    _refuse_other_formats(file, language)
    try:
        return _loaded(file)
    except WorkbookFaults as refused:
        _end(refused, file, language)


def _end(refused: WorkbookFaults, file: Path, language: str) -> NoReturn:
    for each in refused.faults:
        _tell(each.place or file.name, _said(each.message, language))
    raise SystemExit(1) from None


def _tell(place: str, sentence: str) -> None:
    # What a hostile file spells may be more than a terminal can print.
    click.echo(f"{place}: {sentence}".encode("utf-8", "backslashreplace"), err=True)


def _loaded(file: Path) -> Checklist:
    if file.suffix.lower() == WORKBOOK:
        return read_workbook(file.read_bytes(), name=file.name)
    try:
        made = from_json(file.read_bytes())
    except NotAChecklist as error:
        raise WorkbookFaults((fault("not-a-checklist", reason=error),)) from error
    faults = faults_of(made)
    if faults:
        raise WorkbookFaults(faults)
    return made


def _drawn(made: Checklist, file: Path, language: str) -> bytes:
    """The checklist as its file; a draft being edited may not fit a workbook yet."""
    if file.suffix.lower() == JSON:
        return canonical_json(made)
    try:
        return write_workbook(made)
    except WorkbookFaults as refused:
        _end(refused, file, language)


def _write(file: Path, data: bytes, language: str) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        why = error.strerror or type(error).__name__
        said = _said(UNWRITABLE, language).format(file=file, why=why)
        raise click.ClickException(said) from error


def _refuse_other_formats(file: Path, language: str) -> None:
    if file.suffix.lower() not in FORMATS:
        raise click.ClickException(_said(OTHER_FORMAT, language).format(file=file.name))


@contextmanager
def _told(language: str) -> Iterator[None]:
    """A problem is told in its own sentence, with what it is about."""
    try:
        yield
    except Problem as problem:
        db.session.rollback()
        _tell_faults(problem, language)
        said = [_words(each) for name, each in problem.details.items() if name != FAULTS]
        about = f" ({', '.join(said)})" if said else ""
        raise click.ClickException(f"{problem.sentence(language)}{about}") from problem


def _tell_faults(problem: Problem, language: str) -> None:
    """The faults of a draft one on a line, as those of a file."""
    faults = problem.details.get(FAULTS)
    for each in faults if isinstance(faults, list) else []:
        _tell(each["place"], each[language])


def _words(detail: object) -> str:
    return ", ".join(map(str, detail)) if isinstance(detail, list) else str(detail)


def _said(text: Text, language: str) -> str:
    return text.en if language == "en" else text.vi
