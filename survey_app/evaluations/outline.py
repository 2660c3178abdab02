"""The outline that a new round starts with, as data, and how headings are numbered.

It is a proposal that the office replaces by its own: nothing in the application knows its codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from survey_app.evaluations.rules import OutlineRow, Source

# Decree 30/2020 numbers points in the order of the Vietnamese alphabet: no f, j, w, z, but a đ.
POINTS = "abcdđeghiklmnopqrstuvxy"

_ROMAN = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)

_PROGRAMMES = (
    ("4.1", "B", "Chương trình giám sát, phản biện xã hội; đại diện, bảo vệ người lao động"),
    ("4.2", "C", "Chương trình phát triển đoàn viên, xây dựng công đoàn cơ sở vững mạnh"),
    ("4.3", "D", "Chương trình thi đua yêu nước trong công nhân, viên chức, lao động"),
)

_PROGRAMME_PARTS = (
    ("a", "Kết quả", Source.STRENGTH),
    ("b", "Hạn chế", Source.LIMITATION),
    ("c", "Nguyên nhân khách quan", Source.OBJECTIVE_CAUSE),
    ("d", "Nguyên nhân chủ quan", Source.SUBJECTIVE_CAUSE),
)

_BEFORE = (
    OutlineRow("1", "Đặc điểm tình hình", source=Source.HEADING),
    OutlineRow("1.1", "Đơn vị được khảo sát", 2, Source.UNITS),
    OutlineRow("1.2", "Thuận lợi, khó khăn; cán bộ, đoàn viên, người lao động", 2),
    OutlineRow(
        "2", "Công tác triển khai nghị quyết, chương trình, kế hoạch", source=Source.HEADING
    ),
    OutlineRow("2.1", "Việc đã làm", 2, Source.STRENGTH, "A"),
    OutlineRow("2.2", "Việc còn hạn chế", 2, Source.LIMITATION, "A"),
    OutlineRow("3", "Kết quả thực hiện chỉ tiêu", source=Source.INDICATORS),
    OutlineRow("4", "Kết quả thực hiện ba chương trình trọng tâm", source=Source.HEADING),
)

_AFTER = (
    OutlineRow("4.4", "Kết quả nổi bật khác", 2, Source.STRENGTH),
    OutlineRow("5", "Hạn chế, khó khăn, vướng mắc và nguyên nhân", source=Source.HEADING),
    OutlineRow("5.1", "Hạn chế trong các lĩnh vực khác", 2, Source.LIMITATION),
    OutlineRow("5.2", "Khó khăn, vướng mắc theo từng lĩnh vực", 2, Source.DIFFICULTY),
    OutlineRow("5.3", "Nguyên nhân khách quan chung", 2, Source.OBJECTIVE_CAUSE),
    OutlineRow("5.4", "Nguyên nhân chủ quan chung", 2, Source.SUBJECTIVE_CAUSE),
    OutlineRow("6", "Bài học kinh nghiệm", source=Source.LESSON),
    OutlineRow(
        "7", "Dự báo tình hình; nhiệm vụ, giải pháp nửa nhiệm kỳ còn lại", source=Source.HEADING
    ),
    OutlineRow("7.1", "Dự báo tình hình", 2, Source.FORECAST),
    OutlineRow("7.2", "Nhiệm vụ, giải pháp trọng tâm", 2, Source.TASK),
    OutlineRow("8", "Kiến nghị", source=Source.HEADING),
    OutlineRow("8.1", "Với cấp uỷ Đảng", 2, Source.RECOMMENDATION, addressee="party"),
    OutlineRow("8.2", "Với cơ quan Nhà nước", 2, Source.RECOMMENDATION, addressee="state"),
    OutlineRow("8.3", "Với công đoàn cấp trên", 2, Source.RECOMMENDATION, addressee="higher_union"),
    OutlineRow("8.4", "Với đơn vị được khảo sát", 2, Source.RECOMMENDATION, addressee="unit"),
    OutlineRow("8.5", "Kiến nghị khác", 2, Source.RECOMMENDATION),
    OutlineRow("9", "Phụ lục", source=Source.HEADING),
    OutlineRow("9.1", "Tổng hợp điểm theo đơn vị", 2, Source.SCORES),
    OutlineRow("9.3", "Minh chứng theo đơn vị", 2, Source.EVIDENCE),
    OutlineRow("9.2", "Ghi nhận tại từng đơn vị", 2, Source.FINDINGS),
)


def default_outline() -> tuple[OutlineRow, ...]:
    """Nine headings for a mid-term review; the three programmes by result, limit and cause."""
    return (*_BEFORE, *_programmes(), *_AFTER)


def _programmes() -> Iterator[OutlineRow]:
    for code, section, title in _PROGRAMMES:
        yield OutlineRow(code, title, 2, Source.HEADING)
        for letter, words, source in _PROGRAMME_PARTS:
            yield OutlineRow(f"{code}{letter}", words, 3, source, section)


def numbered(rows: Iterable[OutlineRow]) -> Iterator[tuple[str, OutlineRow]]:
    """Each heading with its number by place: ``I.``, ``1.``, ``a)``; codes play no part."""
    counts = [0, 0, 0]
    for row in rows:
        depth = min(max(row.depth, 1), 3)
        counts[depth - 1] += 1
        counts[depth:] = [0] * (3 - depth)
        yield _number(depth, counts[depth - 1]), row


def _number(depth: int, place: int) -> str:
    if depth == 1:
        return f"{roman(place)}."
    return f"{place}." if depth == 2 else f"{point(place)})"


def roman(number: int) -> str:
    """A Roman numeral, as the decree numbers the parts of a document."""
    out = ""
    for worth, letters in _ROMAN:
        out += letters * (number // worth)
        number %= worth
    return out


def point(number: int) -> str:
    """The letter of a point, from 1: a, b, c, d, đ, e…; past y it goes on with aa, ab."""
    out = ""
    while number:
        number, rest = divmod(number - 1, len(POINTS))
        out = POINTS[rest] + out
    return out
