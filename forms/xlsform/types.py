"""The types of the survey sheet: those that are taken, and what to do about those that are not."""

from __future__ import annotations

from forms.definition import Format, Kind, Text

QUESTIONS: dict[str, Format] = {
    "text": Format.TEXT,
    "string": Format.TEXT,
    "integer": Format.INTEGER,
    "int": Format.INTEGER,
    "decimal": Format.DECIMAL,
    "date": Format.DATE,
}
SELECT = "select_one"
SELECTS = ("select_one", "select one from", "select one", "select1")
GROUP = "group"
REPEAT = "repeat"
TYPES = [
    *QUESTIONS,
    SELECT,
    *(f"{verb}_{what}" for verb in ("begin", "end") for what in (GROUP, REPEAT)),
]

NUMBERS = ("decimal", "integer")
# What each kind may be written as; the first is what we write.
TYPES_OF_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.SCALE: (SELECT,),
    Kind.YES_NO: (SELECT,),
    Kind.POINTS: NUMBERS,
    Kind.CHOICE: (SELECT,),
    Kind.INDICATOR: NUMBERS,
    Kind.TEXT: ("text", "integer", "decimal", "date"),
    Kind.TABLE: ("begin_repeat",),
    Kind.ATTENDEES: ("text",),
    Kind.BONUS: (SELECT, *NUMBERS),
    Kind.PENALTY: (SELECT, *NUMBERS),
}

_PHOTO = Text(
    "Ảnh, tệp được đính kèm ở mọi tiêu chí: ghi bind::lsv:evidence là photo hoặc either.",
    "Photos are taken at any item: write photo or either under bind::lsv:evidence.",
)
_AUTOMATIC = Text(
    "Phần mềm tự ghi nội dung này. Xoá dòng.",
    "The application records this by itself. Remove the row.",
)
_NOTE = Text(
    "Đưa lời dẫn vào cột hint của mục hoặc tiêu chí rồi xoá dòng.",
    "Put the words into the hint of a section or an item and remove the row.",
)
_MANY = Text(
    "Mỗi tiêu chí chọn một: tách thành nhiều câu hỏi select_one có/không.",
    "An item takes one choice: split it into several select_one questions of yes and no.",
)
_COMPUTED = Text(
    "Điểm và tổng do phần mềm tính. Xoá dòng.",
    "Points and totals are computed by the application. Remove the row.",
)
_WORDS = Text(
    "Dùng text, integer, decimal hoặc date.",
    "Use text, integer, decimal or date.",
)
_OTHER = Text(
    "Thêm lựa chọn “khác” vào danh sách và một câu hỏi text ngay sau.",
    "Add an option “other” to the list and a text question right after it.",
)
_INSIDE = Text(
    "Đưa danh sách vào trang choices và dùng select_one.",
    "Put the list into the choices sheet and use select_one.",
)

UNSUPPORTED: dict[str, Text] = {
    "note": _NOTE,
    "or_other": _OTHER,
    "calculate": _COMPUTED,
    "hidden": _COMPUTED,
    **dict.fromkeys(("image", "photo", "file", "audio", "video", "background-audio"), _PHOTO),
    **dict.fromkeys(("select_multiple", "select all that apply from", "rank"), _MANY),
    **dict.fromkeys(("select_one_from_file", "select_one_external"), _INSIDE),
    **dict.fromkeys(("select_multiple_from_file",), _INSIDE),
    **dict.fromkeys(("time", "datetime", "range", "barcode", "acknowledge"), _WORDS),
    **dict.fromkeys(("trigger", "geopoint", "geotrace", "geoshape", "xml-external"), _WORDS),
    **dict.fromkeys(("start", "end", "today", "deviceid", "username", "email"), _AUTOMATIC),
    **dict.fromkeys(("phonenumber", "simserial", "subscriberid", "audit"), _AUTOMATIC),
    **dict.fromkeys(("start-geopoint", "csv-external", "osm"), _AUTOMATIC),
}
