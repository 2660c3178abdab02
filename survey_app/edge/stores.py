"""What the application carries besides the database: settings and the photo store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import current_app

from survey_app.core.settings import Settings
from survey_app.edge.login import Grants
from survey_app.fieldwork.photos import PathOfPhoto, PhotoStore


@dataclass(frozen=True, slots=True)
class Paper:
    """What drawing needs from outside: where photos are, and the folder of sealed files."""

    photo_path: PathOfPhoto
    folder: Path


def settings() -> Settings:
    """The settings this application was made with."""
    return cast(Settings, current_app.extensions["settings"])


def photo_store() -> PhotoStore:
    """Where the photos are."""
    return cast(PhotoStore, current_app.extensions["photos"])


def grants() -> Grants:
    """Who signs deposit grants."""
    return cast(Grants, current_app.extensions["grants"])


def paper() -> Paper:
    """What drawing a document needs."""
    return Paper(photo_store().path, settings().data / "reports")
