"""The typeface of the printed documents: Tinos, in four styles, with its licence."""

import shutil

from scripts.commands import ROOT, say
from scripts.node import run_npm
from scripts.stamps import digest_of, is_fresh, put

FONTS = ROOT / "survey_app" / "reports" / "fonts"
PACKAGE = FONTS / "node_modules" / "@expo-google-fonts" / "tinos"
STYLES = {
    "Tinos-Regular.ttf": "400Regular/Tinos_400Regular.ttf",
    "Tinos-Italic.ttf": "400Regular_Italic/Tinos_400Regular_Italic.ttf",
    "Tinos-Bold.ttf": "700Bold/Tinos_700Bold.ttf",
    "Tinos-BoldItalic.ttf": "700Bold_Italic/Tinos_700Bold_Italic.ttf",
    "Tinos-OFL.txt": "LICENSE_FONT",
}


def ensure_fonts() -> None:
    """Put the four styles where the reports look for them."""
    stamp = FONTS / "node_modules" / ".stamp"
    digest = digest_of([FONTS / "package.json", FONTS / "package-lock.json"])
    if is_fresh(stamp, digest) and all((FONTS / name).is_file() for name in STYLES):
        return
    say("fonts of the printed documents")
    run_npm(
        ["ci", "--no-audit", "--no-fund", "--ignore-scripts"],
        cwd=FONTS,
        otherwise="The fonts were not fetched. Is there a network?",
    )
    for name, source in STYLES.items():
        shutil.copyfile(PACKAGE / source, FONTS / name)
    put(stamp, digest)
