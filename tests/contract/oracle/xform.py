"""An XForm whose calculations are the expressions of vectors, and what ODK's engine makes of it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from forms.expressions import Answer, parse
from forms.expressions.evaluation import as_nodes
from forms.expressions.tokens import Sort, Token, tokens
from scripts.node import npm
from tests.contract.oracle.vectors import Vector

FORM_SIZE = 50
ENGINE = Path(__file__).with_name("engine.mjs")
XFORMS = "http://www.w3.org/2002/xforms"
HEAD = (
    f'<h:html xmlns="{XFORMS}" xmlns:h="http://www.w3.org/1999/xhtml"'
    ' xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>Vectors</h:title><model>'
)
# Named so that no code of a vector can clash with them.
SELF = "self.node"
AS_TEXT, AS_TRUTH = "text.result", "truth.result"

Seen = tuple[str, bool]


def node() -> str:
    """The Node.js to run: NODE, else the one that builds the phone page."""
    given = os.environ.get("NODE")
    if given:
        return given
    _, folder = npm()
    return str(Path(folder) / "node")


def ask(vectors: Sequence[Vector]) -> list[Seen]:
    """What the engine makes of each expression, as text and as truth; all on the same day."""
    # The engine's time grows faster than the form.
    forms = [vectors[n : n + FORM_SIZE] for n in range(0, len(vectors), FORM_SIZE)]
    seen: list[Seen] = []
    for answer in _run(forms):
        assert "error" not in answer, answer["error"]
        seen.extend(_seen(answer["xml"]))
    return seen


def ask_each(vectors: Sequence[Vector]) -> list[Seen | None]:
    """The same with a form for each expression; None where the engine refuses it or fails on it."""
    answers = _run([[vector] for vector in vectors])
    return [None if "error" in each else _seen(each["xml"])[0] for each in answers]


def _run(forms: Sequence[Sequence[Vector]]) -> list[dict[str, str]]:
    given = [{"today": form[0].today.isoformat(), "xform": _xform(form)} for form in forms]
    done = subprocess.run(
        [node(), str(ENGINE)],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=120,
        # Days are calendar days here; elsewhere the engine counts them from local midnight.
        env={**os.environ, "TZ": "UTC"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, str]] = json.loads(done.stdout)
    return answers


def _seen(xml: str) -> list[Seen]:
    root = ElementTree.fromstring(xml)
    cases = (case for case in root if case.tag.startswith("case"))
    return [(case.findtext(AS_TEXT) or "", case.findtext(AS_TRUTH) == "true") for case in cases]


def _xform(vectors: Sequence[Vector]) -> str:
    cases = [_Case(n, vector) for n, vector in enumerate(vectors)]
    instance = "".join(case.instance() for case in cases)
    binds = "".join(case.binds() for case in cases)
    body = "".join(case.body() for case in cases)
    return (
        f'{HEAD}<instance><data id="vectors">{instance}<meta><instanceID/></meta></data></instance>'
        f"{binds}</model></h:head><h:body>{body}</h:body></h:html>"
    )


class _Case:
    """One vector as a group of the form: nodes for its answers, calculations for its expression."""

    def __init__(self, number: int, vector: Vector) -> None:
        self._path = f"/data/case{number}"
        self._name = f"case{number}"
        self._vector = vector
        codes = parse(vector.expression).codes | vector.answers.keys()
        self._answers: dict[str, Answer] = {code: vector.answers.get(code) for code in codes}
        self._answers[SELF] = vector.current

    def instance(self) -> str:
        nodes = "".join(_nodes(name, answer) for name, answer in self._answers.items())
        return f"<{self._name}>{nodes}<{AS_TEXT}/><{AS_TRUTH}/></{self._name}>"

    def binds(self) -> str:
        xpath = "".join(f"{self._xpath(each)} " for each in tokens(self._vector.expression))
        return _bind(f"{self._path}/{AS_TEXT}", f"string({xpath})") + _bind(
            f"{self._path}/{AS_TRUTH}", f"string(boolean({xpath}))"
        )

    def body(self) -> str:
        columns = [name for name, answer in self._answers.items() if _is_column(answer)]
        return "".join(
            f'<group ref="{self._path}/rows.{name}"><label>x</label>'
            f'<repeat nodeset="{self._path}/rows.{name}"><input ref="{self._place(name)}">'
            "<label>x</label></input></repeat></group>"
            for name in columns
        )

    def _xpath(self, token: Token) -> str:
        if token.sort is Sort.STRING:
            quote = '"' if "'" in token.text else "'"
            return f"{quote}{token.text}{quote}"
        if token.sort in (Sort.REFERENCE, Sort.SELF):
            return self._place(SELF if token.sort is Sort.SELF else token.text)
        return token.text

    def _place(self, name: str) -> str:
        rows = f"rows.{name}/" if _is_column(self._answers[name]) else ""
        return f"{self._path}/{rows}{name}"


def _is_column(answer: Answer) -> bool:
    return isinstance(answer, Sequence) and not isinstance(answer, str)


def _nodes(name: str, answer: Answer) -> str:
    texts = as_nodes(answer).texts
    if not _is_column(answer):
        return f"<{name}>{_text(texts[0])}</{name}>"
    rows = "".join(f"<rows.{name}><{name}>{_text(each)}</{name}></rows.{name}>" for each in texts)
    return rows or f'<rows.{name} jr:template=""><{name}/></rows.{name}>'


def _bind(place: str, xpath: str) -> str:
    return f'<bind nodeset="{place}" type="string" calculate="{_text(xpath)}"/>'


def _text(text: str) -> str:
    return escape(text, {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
