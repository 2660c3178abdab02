"""Nothing is longer than a reader can hold; there is no list of exceptions."""

import ast
import re
from collections.abc import Iterator

from tests.meta.tree import name_of, parsed, sources

LONGEST_FILE = 300
LONGEST_FUNCTION = 40

Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_no_source_file_is_longer_than_three_hundred_lines():
    lengths = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources(".py", ".ts", ".tsx", ".js", ".css", ".html")
    }

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_python_function_is_longer_than_forty_lines():
    long = [
        f"{name_of(path)}:{function.lineno} {function.name} has {length(function)} lines"
        for path in sources(".py")
        for function in functions(parsed(path))
        if length(function) > LONGEST_FUNCTION
    ]

    assert long == []


def test_a_function_of_forty_one_lines_is_seen():
    body = "    x = 1\n" * 40

    (function,) = functions(ast.parse(f"def f():\n{body}"))

    assert length(function) == 41


def test_the_phone_writes_in_three_sizes_and_two_weights():
    # Every further one is a font more that an old phone prepares before it can draw a card.
    large = {"1.35rem", "1.45rem", "1.7rem"}
    sizes = {"1rem", "max(1rem, 16px)", "var(--less)", "var(--small)"} | large
    allowed = {"size": sizes, "weight": {"400", "600"}}

    strange = [
        f"{path.name}: {line.strip()}"
        for path in sources(".css")
        if path.parent.name == "styles" and "phone" in path.parts
        for line in path.read_text(encoding="utf-8").splitlines()
        if (found := re.match(r"\s+font-(size|weight): (.+);", line))
        and not found[2].endswith("%")
        and found[2] not in allowed[found[1]]
    ]

    assert strange == []


def functions(tree: ast.Module) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    """From `def` to the last line, the docstring with it; decorators are not counted."""
    return (function.end_lineno or function.lineno) - function.lineno + 1
