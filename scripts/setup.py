"""Sets up a clone: `python -m scripts.setup demo` for what a demo needs, `test` for everything.

Each step leaves a stamp and is skipped while nothing it depends on has changed.
"""

import sys

from scripts.chromium import ensure_chromium
from scripts.commands import Missing
from scripts.fonts import ensure_fonts
from scripts.phone import ensure_phone_packages, ensure_phone_page
from scripts.python_packages import ensure_packages
from scripts.translations import ensure_translations


def set_up_demo() -> None:
    """What the application needs to run; no tools, no browser."""
    ensure_packages("requirements")
    ensure_translations()
    ensure_fonts()
    ensure_phone_packages(with_tools=False)
    ensure_phone_page()


def set_up_checks() -> None:
    """What the checks need as well."""
    ensure_packages("requirements")
    ensure_packages("requirements-dev")
    ensure_phone_packages(with_tools=True)


def set_up_test() -> None:
    """Everything: the checks' tools first, so that the phone's packages are fetched once."""
    set_up_checks()
    set_up_demo()
    ensure_chromium()


def set_up_bench() -> None:
    """The tests' things, and the programs that the bench measures beside ours."""
    set_up_test()
    ensure_packages("requirements-bench")


LEVELS = {
    "demo": set_up_demo,
    "check": set_up_checks,
    "test": set_up_test,
    "bench": set_up_bench,
}


def main(words: list[str]) -> int:
    """The exit status: 0 when all is there, 1 with a sentence when something is missing."""
    if len(words) != 1 or words[0] not in LEVELS:
        print(f"usage: python -m scripts.setup {'|'.join(LEVELS)}", file=sys.stderr)
        return 2
    try:
        LEVELS[words[0]]()
    except Missing as missing:
        print(f"\n!! {missing}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
