"""What a report says as text that can be kept, and back again. Its hash is the report's digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from survey_app.reports.content import VisitReport

_HEADINGS = ("heading", "minutes_heading", "scores_heading")


class SnapshotBroken(RuntimeError):
    """A kept content is not what its hash says."""


def kept(report: VisitReport) -> str:
    """The report as canonical JSON: sorted keys, no spaces.

    A page set as usual is left out: what was sealed before pages could be set has the same digest.
    """
    said = asdict(report)
    for heading in _HEADINGS:
        if getattr(report, heading).page.is_usual:
            del said[heading]["page"]
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(report: VisitReport) -> str:
    """SHA-256, hex, of the report's canonical JSON in UTF-8."""
    return digest_of(kept(report))


def digest_of(text: str) -> str:
    """SHA-256, hex, of a kept report."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read(text: str, sha256: str) -> VisitReport:
    """The report that was kept under this hash; raises SnapshotBroken where it is another.

    What a later version has added to a report has its default; what it no longer has is left out.
    """
    if digest_of(text) != sha256:
        raise SnapshotBroken(f"the sealed content {sha256} has been changed")
    report: VisitReport = _made(VisitReport, json.loads(text))
    return report


def _made(kind: Any, raw: Any) -> Any:  # noqa: ANN401 - a type, and JSON
    if raw is None:
        return None
    if get_origin(kind) in (Union, UnionType):
        return _made(next(each for each in get_args(kind) if each is not type(None)), raw)
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        return tuple(_made(inner, each) for each in raw)
    if hasattr(kind, "__dataclass_fields__"):
        hints = _hints(kind)
        return kind(**{name: _made(hints[name], raw[name]) for name in hints if name in raw})
    return raw


@cache
def _hints(kind: Any) -> Mapping[str, Any]:  # noqa: ANN401 - a dataclass
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind)}
