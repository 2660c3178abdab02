"""What the server has of a visit's photos: the entries that stand, and the pictures themselves."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from tests.e2e.world import Scene, World


def photos_of(world: World, scene: Scene) -> list[dict[str, Any]]:
    """The values of the photos that stand, in the order of their numbers."""
    with world.caller(scene.an) as caller:
        entries = [each for each in caller.entries(scene.visit) if each["kind"] == "photo"]
    replaced = {id_ for each in entries for id_ in each["supersedes"]}
    heads = [each for each in entries if each["id"] not in replaced and each["value"]]
    return [each["value"] for each in sorted(heads, key=lambda each: each["slot"])]


def reply_to(world: World, scene: Scene, sha256: str, size: str = "full") -> tuple[int, bytes]:
    """The status and the bytes with which the server answers for a photo."""
    with world.caller(scene.an) as caller:
        reply = caller.ask("GET", f"/api/v1/photos/{sha256}?size={size}", None)
    return reply.status, reply.body


def picture_of(world: World, scene: Scene, sha256: str) -> Image.Image:
    """The picture as the server keeps it."""
    status, body = reply_to(world, scene, sha256)
    assert status == 200, sha256
    return Image.open(io.BytesIO(body))
