"""The evaluation of 10, 100 and 300 visits: seconds for each step, megabytes, peak memory.

Each size runs in a process of its own, so that its peak is its own.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from forms.canonical import canonical_json, content_hash
from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.rules import VersionState
from survey_app.core.orm import Base
from survey_app.evaluations import service
from survey_app.evaluations.layout_excel import excel
from survey_app.evaluations.layout_pdf import pdf
from survey_app.evaluations.layout_word import word
from survey_app.fieldwork.models import Entry, Head
from survey_app.fieldwork.rules import EntryKind, Layer
from survey_app.progress import service as progress
from survey_app.reports.models import Report, SealedContent
from survey_app.reviews.models import Decision
from survey_app.reviews.rules import Move
from survey_app.tables import ALL
from survey_app.visits.models import Person, Round, Team, Unit, Visit
from survey_app.visits.rules import Role, UnitKind
from tests import sample_evaluation as sample
from tests.sample_findings import WORDS

assert ALL

T = TypeVar("T")

SIZES = (10, 100, 300)
FINDINGS = 12
NOW = datetime(2020, 11, 28, 2, 0, tzinfo=UTC)
TOPICS = ("tuyên truyền", "chăm lo đời sống", "hội thi", "nữ công", "tài chính", "kiểm tra")


def run() -> list[dict[str, object]]:
    """A row for each size."""
    return [_in_a_process_of_its_own(size) for size in SIZES]


def _in_a_process_of_its_own(size: int) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.bench_evaluation", str(size)],
        cwd=Path(__file__).parents[1],
        check=True,
        capture_output=True,
        text=True,
    )
    row: dict[str, object] = json.loads(done.stdout)
    return row


def measured(size: int) -> dict[str, object]:
    """Merge, compose and draw an evaluation of so many visits."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/bench.sqlite")
        Base.metadata.create_all(engine)
        with Session(engine) as session:
            round_id, office_id = _seeded(session, size)
            times: dict[str, float] = {}
            evaluation = _timed(
                times,
                "merge_s",
                lambda: service.merge(session, round_id, at=NOW, made_by_id=office_id),
            )
            content = _timed(times, "content_s", lambda: service.content_of(session, evaluation))
            files = {
                "pdf": _timed(times, "pdf_s", lambda: pdf(content)),
                "docx": _timed(times, "docx_s", lambda: word(content)),
                "xlsx": _timed(times, "xlsx_s", lambda: excel(content)),
            }
        engine.dispose()
    return {
        "work": f"evaluation of {size} visits",
        "statements": sum(1 for _ in content.statements()),
        "pages": files["pdf"].count(b"/Type /Page\n"),
        **{name: round(seconds, 2) for name, seconds in times.items()},
        **{f"{suffix}_mb": round(len(data) / 1e6, 2) for suffix, data in files.items()},
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _timed(times: dict[str, float], name: str, act: Callable[[], T]) -> T:
    begun = time.perf_counter()
    result = act()
    times[name] = time.perf_counter() - begun
    return result


def _seeded(session: Session, size: int) -> tuple[int, int]:
    """A round of so many approved visits, half of their findings alike and half their own."""
    person = Person(
        username="vanphong", name="Văn phòng", role=Role.OFFICE, password_hash="x", made_at=NOW
    )
    round_ = Round(name="Đợt đo", starts_on=date(2020, 11, 2), ends_on=date(2020, 11, 30))
    session.add_all([person, round_])
    session.flush()
    team = Team(round_id=round_.id, number=1, name="Đoàn khảo sát số 1")
    session.add_all([team, version := _version()])
    session.flush()
    chance = random.Random(54)
    for at in range(size):
        unit = _unit(at)
        session.add(unit)
        session.flush()
        visit = Visit(
            round_id=round_.id,
            unit_id=unit.id,
            team_id=team.id,
            checklist_version_id=version.id,
            planned_on=date(2020, 11, 10),
        )
        session.add(visit)
        session.flush()
        _record(session, visit, person.id, list(_values(unit.name, chance)))
        _approve(session, visit, person.id)
    session.commit()
    return round_.id, person.id


def _version() -> ChecklistVersion:
    checklist = sample.checklist(1)
    return ChecklistVersion(
        code=checklist.code,
        version=checklist.version,
        title=checklist.title.vi,
        state=VersionState.PUBLISHED,
        content=canonical_json(checklist).decode(),
        content_hash=content_hash(checklist),
        imported_at=NOW,
    )


def _unit(at: int) -> Unit:
    name = f"Liên đoàn Lao động huyện số {at + 1}"
    return Unit(
        code=f"LD-{at}",
        name=name,
        folded_name=name.casefold(),
        kind=UnitKind.DISTRICT,
        protocol_order=at,
    )


def _values(
    unit: str, chance: random.Random
) -> Iterator[tuple[EntryKind, str | None, dict[str, object]]]:
    for code, _, _ in sample.INDICATORS:
        yield EntryKind.ANSWER, code, {"value": str(chance.randint(5, 90))}
    for kind, section, addressee, words in chance.sample(WORDS, FINDINGS // 2):
        item = next((code for code, _, _ in sample.INDICATORS if code[0] == section), None)
        value: dict[str, object] = {"type": kind, "text": words, "addressee": addressee or None}
        yield EntryKind.FINDING, item, value
    for at in range(FINDINGS - FINDINGS // 2):
        words = f"Tại {unit}, việc {TOPICS[at]} có {chance.randint(2, 40)} điểm đáng chú ý riêng"
        yield EntryKind.FINDING, "C2", {"type": ("strength", "limitation")[at % 2], "text": words}


def _record(
    session: Session,
    visit: Visit,
    author_id: int,
    values: list[tuple[EntryKind, str | None, dict[str, object]]],
) -> None:
    entries = [
        Entry(
            uuid=uuid4(),
            visit_id=visit.id,
            number=number,
            kind=kind,
            item=item,
            slot=None if kind is EntryKind.ANSWER else uuid4(),
            layer=Layer.TEAM if kind is EntryKind.ANSWER else None,
            value=json.dumps(value, ensure_ascii=False),
            device="d",
            seq=number,
            made_at="2020-11-10T09:00:00+07:00",
            author_id=author_id,
            received_at=NOW,
            sha256="0" * 64,
        )
        for number, (kind, item, value) in enumerate(values, start=1)
    ]
    session.add_all(entries)
    session.flush()
    session.add_all(Head(entry_id=each.id, visit_id=visit.id, kind=each.kind) for each in entries)


def _approve(session: Session, visit: Visit, person_id: int) -> None:
    decision = Decision(
        visit_id=visit.id,
        number=1,
        move=Move.APPROVE,
        entries_seen=1,
        made_by_id=person_id,
        made_at=NOW,
    )
    session.add(decision)
    session.flush()
    progress.draw(session, visit, at=NOW)
    session.merge(SealedContent(sha256="1" * 64, content="{}"))
    session.flush()
    session.add(
        Report(
            visit_id=visit.id,
            revision=1,
            decision_id=decision.id,
            content_sha256="1" * 64,
            entries_seen=1,
            engine="1",
            sealed_at=NOW,
            sealed_by_id=person_id,
        )
    )


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
