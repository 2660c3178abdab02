"""The catalogues of the interface's words, compiled to what the application reads."""

from scripts.commands import ROOT, run, say
from scripts.python_packages import PYTHON
from scripts.stamps import digest_of, is_fresh, put

TRANSLATIONS = ROOT / "survey_app" / "translations"


def ensure_translations() -> None:
    """Compile the .po files that have changed; the .mo files are not kept in the repository."""
    catalogues = list(TRANSLATIONS.rglob("*.po"))
    stamp = ROOT / ".tools" / "translations"
    digest = digest_of(catalogues)
    compiled = all(catalogue.with_suffix(".mo").is_file() for catalogue in catalogues)
    if not catalogues or (compiled and is_fresh(stamp, digest)):
        return
    say("translations")
    run(
        [PYTHON, "-m", "babel.messages.frontend", "compile", "--directory", TRANSLATIONS],
        otherwise="The translations were not compiled; the lines above say which line is wrong.",
    )
    put(stamp, digest)
