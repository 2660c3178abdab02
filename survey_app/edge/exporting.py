"""What leaves the desk as a file is noted: who took it, what, how many rows, how many bytes."""

from __future__ import annotations

from flask import Response, g, request

from survey_app.audit.rules import Act
from survey_app.audit.service import tell
from survey_app.edge.database import db, writing

ACTION = "data.exported"
# Photos are looked at on pages and not taken away; each would be a row.
_SHOWN = "image/"
_LONGEST = 500


def count_rows(rows: int) -> None:
    """Say how many rows the file of this answer has; where nobody says, the note has none."""
    g.exported_rows = g.get("exported_rows", 0) + rows


def note(response: Response) -> Response:
    """Note the file of this answer in the audit log, before it leaves; no note, no file."""
    if g.get("visitor") is None or not _is_file(response):
        return response
    detail = {
        "address": request.full_path.rstrip("?")[:_LONGEST],
        "type": response.mimetype,
        "rows": g.get("exported_rows"),
        "bytes": response.content_length,
    }
    # What was read for the file ends here, so that the note can take its place among writers.
    db.session.commit()
    with writing():
        tell(db.session, Act(ACTION, f"page:{request.endpoint}", detail))
        db.session.commit()
    return response


def _is_file(response: Response) -> bool:
    return (
        response.status_code == 200
        and request.method == "GET"
        and "Content-Disposition" in response.headers
        and not (response.mimetype or "").startswith(_SHOWN)
    )
