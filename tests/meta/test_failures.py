"""Below the edge only what can be mended is caught."""

import ast

import pytest

from tests.meta.tree import ROOT, name_of, parsed, sources

# The edge turns what nobody foresaw into a page or a problem, and rolls back.
EDGE = ROOT / "survey_app" / "edge"
BLIND = {"Exception", "BaseException"}


def test_nothing_below_the_edge_catches_everything():
    blind = [
        f"{name_of(path)}:{line}"
        for path in sources(".py")
        if path.is_relative_to(ROOT / "survey_app") or path.is_relative_to(ROOT / "forms")
        if not path.is_relative_to(EDGE)
        for line in blind_lines(parsed(path))
    ]

    assert blind == []


@pytest.mark.parametrize(
    ("clause", "seen"),
    [
        pytest.param("except:", True, id="bare"),
        pytest.param("except Exception:", True, id="Exception"),
        pytest.param("except (ValueError, BaseException):", True, id="hidden in a tuple"),
        pytest.param("except ValueError:", False, id="a named fault"),
    ],
)
def test_whether_a_clause_catches_everything(clause, seen):
    tree = ast.parse(f"try:\n    x()\n{clause}\n    pass\n")

    assert bool(blind_lines(tree)) is seen


def blind_lines(tree: ast.Module) -> list[int]:
    """Lines of the clauses that name no fault, or every fault."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and BLIND & caught_names(node.type)
    ]


def caught_names(node: ast.expr | None) -> set[str]:
    if node is None:
        return BLIND
    return {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
