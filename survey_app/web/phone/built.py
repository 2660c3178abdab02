"""What the build of the phone's pages has put where, by its own list."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from flask import current_app, url_for

from survey_app.core.problems import Code, Problem


@dataclass(frozen=True, slots=True)
class Built:
    """The addresses of an entry's script and of its styles."""

    script: str
    styles: tuple[str, ...]


def phone_folder() -> Path:
    """Where the build lies; all of it can be fetched by anybody."""
    return Path(current_app.static_folder or "") / "phone"


def built(entry: str, *, under: str = "") -> Built:
    """The files of an entry of the page, or of the page ``under`` it; not found without a build."""
    # Read each time: a running server must name the files of the build that is there now.
    try:
        manifest = json.loads((phone_folder() / under / "manifest.json").read_text())
    except FileNotFoundError as missing:
        # Without its build there is no phone app; ``make phone`` makes it.
        raise Problem(Code.NOT_FOUND) from missing
    files = manifest[entry]
    script, *styles = (
        url_for("static", filename=Path("phone", under, name).as_posix())
        for name in (files["file"], *files.get("css", []))
    )
    return Built(script, tuple(styles))
