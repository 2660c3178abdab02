"""What can be wrong with an expression, as sentences that the author of a workbook can act on."""

from __future__ import annotations

from difflib import get_close_matches

# key -> (Vietnamese, English); the names in braces are filled in by ``fault``.
SENTENCES: dict[str, tuple[str, str]] = {
    "empty": ("Biểu thức để trống.", "The expression is empty."),
    "too_long": (
        "Biểu thức dài quá {limit} ký tự.",
        "The expression is longer than {limit} characters.",
    ),
    "too_deep": (
        "Biểu thức lồng ngoặc quá {limit} lớp.",
        "The expression nests more than {limit} levels of parentheses.",
    ),
    "unknown_character": (
        "Ký tự {text} không dùng được trong biểu thức.",
        "The character {text} cannot be used in an expression.",
    ),
    "curly_quote": (
        "Dùng dấu nháy thẳng ' hoặc \" thay cho dấu nháy cong {text}.",
        "Use a straight quote ' or \" instead of the curly quote {text}.",
    ),
    "open_string": ("Thiếu dấu nháy đóng.", "The closing quote is missing."),
    "bare_date": (
        "Ngày, giờ phải đặt trong dấu nháy, ví dụ date('2020-11-01').",
        "A date or time must be quoted, as in date('2020-11-01').",
    ),
    "path": (
        "Không dùng đường dẫn XPath; hãy viết ${{mã tiêu chí}} hoặc dấu chấm.",
        "XPath paths cannot be used; write ${{item code}} or a dot.",
    ),
    "bad_reference": (
        "Tham chiếu không đúng; hãy viết ${{mã tiêu chí}}, không có khoảng trắng.",
        "The reference is not valid; write ${{item code}} without spaces.",
    ),
    "quoted_reference": (
        "Tham chiếu ${{…}} không được đặt trong dấu nháy; hãy dùng concat().",
        "A reference ${{…}} cannot stand inside quotes; use concat().",
    ),
    "name": (
        "Không hiểu từ {text}; chữ phải đặt trong dấu nháy.",
        "The word {text} is not understood; text must be quoted.",
    ),
    "unknown_function": (
        "Không có hàm {text}().",
        "There is no function {text}().",
    ),
    "arity": (
        "Hàm {text}() cần {expected} tham số, ở đây có {given}.",
        "The function {text}() takes {expected} arguments, here are {given}.",
    ),
    "wants_reference": (
        "Hàm {text}() chỉ nhận một tham chiếu ${{mã}} hoặc dấu chấm.",
        "The function {text}() takes nothing but one reference ${{code}} or a dot.",
    ),
    "wants_decimals": (
        "Số chữ số thập phân của round() phải là số nguyên viết sẵn từ -3 đến 15.",
        "The decimals of round() must be a whole number from -3 to 15, written out.",
    ),
    "wants_pattern": (
        "Mẫu của regex() phải là chuỗi viết sẵn trong dấu nháy.",
        "The pattern of regex() must be a quoted text, written out.",
    ),
    "bad_pattern": ("Mẫu regex không dùng được: {vi}", "The regex pattern is refused: {en}"),
    "wants_operand": (
        "Thiếu một giá trị trước {text}.",
        "A value is missing before {text}.",
    ),
    "wants_operator": (
        "Thiếu phép toán hoặc dấu phẩy trước {text}.",
        "An operator or a comma is missing before {text}.",
    ),
    "open_parenthesis": ("Thiếu dấu đóng ngoặc.", "A closing parenthesis is missing."),
    "stray_parenthesis": ("Thừa dấu đóng ngoặc.", "There is a closing parenthesis too many."),
    "stray_comma": (
        "Dấu phẩy chỉ dùng giữa các tham số của hàm; số thập phân viết bằng dấu chấm.",
        "A comma only separates the arguments of a function; decimals are written with a dot.",
    ),
    "unfinished": ("Biểu thức chưa viết hết.", "The expression is not finished."),
}


class ExpressionError(ValueError):
    """An expression that is not in the documented language; ``position`` counts from 0."""

    def __init__(self, message_vi: str, message_en: str, position: int) -> None:
        super().__init__(f"{message_en} (at {position})")
        self.message_vi = message_vi
        self.message_en = message_en
        self.position = position


def fault(key: str, position: int, **words: object) -> ExpressionError:
    """The error of this key with its words filled in."""
    vietnamese, english = SENTENCES[key]
    return ExpressionError(
        vietnamese.format(**words),
        english.format(**words),
        position,
    )


def unknown_function(name: str, known: list[str], position: int) -> ExpressionError:
    """No such function, with the one that was probably meant."""
    near = get_close_matches(name.lower().replace("_", "-"), known, n=1, cutoff=0.6)
    error = fault("unknown_function", position, text=name)
    if not near:
        return error
    return ExpressionError(
        f"{error.message_vi} Có phải là {near[0]}()?",
        f"{error.message_en} Did you mean {near[0]}()?",
        position,
    )
