"""The life of a checklist version."""

from enum import StrEnum


class VersionState(StrEnum):
    """A draft may be imported again; a published version never changes; a retired one is read."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"
