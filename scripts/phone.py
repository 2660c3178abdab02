"""The phone page: its packages and its build."""

from pathlib import Path

from scripts.commands import PHONE, ROOT, run, say
from scripts.node import run_npm
from scripts.python_packages import PYTHON
from scripts.stamps import digest_of, files_under, is_fresh, put

LOCKS = (PHONE / "package.json", PHONE / "package-lock.json")
NODE_MODULES = PHONE / "node_modules"
BUILT = ROOT / "survey_app" / "static" / "phone"


def ensure_phone_packages(*, with_tools: bool) -> None:
    """Install what builds the page, and on request what checks and tests it as well."""
    full, lean = NODE_MODULES / ".stamp-full", NODE_MODULES / ".stamp-lean"
    digest = digest_of(LOCKS)
    if is_fresh(full, digest) or (not with_tools and is_fresh(lean, digest)):
        return
    say("packages of the phone page")
    run_npm(
        ["ci", "--no-audit", "--no-fund", *([] if with_tools else ["--omit=dev"])],
        cwd=PHONE,
        otherwise="The packages of the phone page were not installed. Is there a network?",
    )
    put(full if with_tools else lean, digest)


def ensure_phone_page() -> None:
    """Build the page into survey_app/static/phone, when its sources have changed since."""
    stamp = BUILT / ".stamp"
    digest = digest_of(sources())
    if is_fresh(stamp, digest):
        return
    say("the phone page")
    run_npm(
        ["run", "--silent", "build"],
        cwd=PHONE,
        otherwise="The phone page was not built; the lines above say why.",
    )
    _compress()
    put(stamp, digest)


def _compress() -> None:
    """Lay a brotli and a gzip twin beside each file, as small as they get: phones load it on 2G."""
    run(
        [PYTHON, "-m", "whitenoise.compress", "--quiet", BUILT, "map", "png"],
        otherwise="The phone page was not compressed; the lines above say why.",
    )


def sources() -> list[Path]:
    """Whatever the build reads, tests left out."""
    code = [file for file in files_under(PHONE / "src") if ".test." not in file.name]
    return [*code, *LOCKS, *PHONE.glob("vite*.ts"), *PHONE.glob("tsconfig*.json")]
