"""The evaluation as files, by the ending of their name. All are drawn from the same content."""

from __future__ import annotations

from collections.abc import Callable

from survey_app.evaluations.content import EvaluationContent
from survey_app.evaluations.layout_excel import excel
from survey_app.evaluations.layout_pdf import pdf
from survey_app.evaluations.layout_word import word

__all__ = ["DRAWN", "MEDIA_TYPES", "excel", "pdf", "word"]

DRAWN: dict[str, Callable[[EvaluationContent], bytes]] = {
    "pdf": pdf,
    "docx": word,
    "xlsx": excel,
}
_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES: dict[str, str] = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
