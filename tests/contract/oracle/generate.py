"""Draws the vectors of ``generated.json`` anew: ``python -m tests.contract.oracle.generate``.

The seed is fixed and the drawn file is kept, so that every run of the tests sees the same
expressions. Each is checked against ODK's engine before it is written; what differs is shown and
nothing is written, for a difference is either a fault of ours or belongs into ``differences.json``.
"""

from __future__ import annotations

import json
import sys

from hypothesis import HealthCheck, Phase, given, seed, settings

from forms.expressions.values import to_boolean, to_text
from tests.contract.oracle.grammar import Raw, vectors
from tests.contract.oracle.vectors import FOLDER, as_json, vector_of
from tests.contract.oracle.xform import ask

COUNT = 1_200
LONGEST = 300


def drawn() -> list[Raw]:
    """Vectors with the values that the server's engine gives them, no expression twice."""
    found: dict[str, Raw] = {}

    @seed(20_201_120)
    @settings(
        max_examples=COUNT * 4,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(vectors())
    def collect(raw: Raw) -> None:
        # A text of blanks alone is one of the differences; substr() could cut one out of "a b".
        cuts_blanks = "substr" in raw["expression"] and "a b" in json.dumps(raw)
        if len(raw["expression"]) <= LONGEST and len(found) < COUNT and not cuts_blanks:
            found.setdefault(raw["expression"], raw)

    collect()
    for raw in found.values():
        raw["expected"] = as_json(vector_of({**raw, "expected": {}}).result())
    return list(found.values())


def main() -> int:
    """Write the file, or show where ODK's engine sees it otherwise."""
    raws = drawn()
    cases = [vector_of(raw) for raw in raws]
    differing = 0
    for case, seen in zip(cases, ask(cases), strict=True):
        value = case.result()
        if seen != (to_text(value), to_boolean(value)):
            differing += 1
            sys.stderr.write(f"{case.expression}\n  {case.answers} {case.current!r}\n")
            sys.stderr.write(f"  ours {as_json(value)}, ODK's {seen}\n")
    if not differing:
        lines = ",\n".join(json.dumps(raw, ensure_ascii=False) for raw in raws)
        (FOLDER / "generated.json").write_text(f"[\n{lines}\n]\n")
    sys.stderr.write(f"{len(raws)} drawn, {differing} differ\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
