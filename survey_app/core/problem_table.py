"""The catalogue of failures as a table: a stable code, its status, its sentences.

Each sentence tells a tired person what to do, in Vietnamese and in English. This file has what
phones and any call may meet; ``desk_problems`` what is met at desks and by units.
"""

from __future__ import annotations

from survey_app.core.desk_problems import DESK
from survey_app.core.problem_codes import Code

__all__ = ["PROBLEMS", "Code"]

_CALLS: dict[Code, tuple[int, str, str]] = {
    Code.NOT_SIGNED_IN: (
        401,
        "Đề nghị đăng nhập. Dữ liệu đã nhập trên máy vẫn còn nguyên.",
        "Please sign in. What you recorded on this device is still there.",
    ),
    Code.WRONG_PASSWORD: (
        401,
        "Tên đăng nhập hoặc mật khẩu không đúng.",
        "The user name or the password is wrong.",
    ),
    Code.JOIN_CODE_UNKNOWN: (
        401,
        "Mã tham gia không đúng, đã dùng hoặc đã hết hạn. Đề nghị Văn phòng cấp mã mới.",
        "The join code is wrong, used or expired. Ask the office for a new one.",
    ),
    Code.SECOND_FACTOR_NEEDED: (
        401,
        "Tài khoản này cần thêm mã 6 chữ số của ứng dụng xác thực.",
        "This account also needs the 6-digit code of its authenticator app.",
    ),
    Code.SECOND_FACTOR_WRONG: (
        401,
        "Mã xác thực không đúng hoặc đã dùng. Chờ mã mới rồi nhập lại.",
        "The code is wrong or was used already. Wait for a new one, then enter it.",
    ),
    Code.FORBIDDEN: (
        403,
        "Tài khoản này không có quyền thực hiện việc này.",
        "This account may not do this.",
    ),
    Code.NOT_FOUND: (404, "Không tìm thấy nội dung yêu cầu.", "There is nothing here."),
    Code.METHOD_NOT_ALLOWED: (
        405,
        "Địa chỉ này không nhận yêu cầu dạng này.",
        "This address does not take this method.",
    ),
    Code.RANGE_REFUSED: (
        416,
        "Tệp không có phần được yêu cầu. Đề nghị tải lại cả tệp.",
        "The file has no such part. Ask for the whole file.",
    ),
    Code.TOO_LARGE: (
        413,
        "Nội dung gửi quá lớn. Dữ liệu vẫn còn trên máy; đề nghị gửi thành nhiều phần.",
        "What was sent is too large. It is still on the device; send it in smaller parts.",
    ),
    Code.TOO_MANY_ENTRIES: (
        413,
        "Gửi quá nhiều mục trong một lần. Đề nghị gửi thành nhiều phần.",
        "Too many entries in one request. Send them in smaller parts.",
    ),
    Code.TOO_MANY_REQUESTS: (
        429,
        "Thao tác quá nhiều lần. Đề nghị đợi một lát rồi thử lại.",
        "Too many attempts. Wait a little and try again.",
    ),
    Code.NOT_JSON: (
        400,
        "Nội dung gửi không phải JSON hợp lệ; bản gốc đã được giữ lại cho Văn phòng.",
        "What was sent is not valid JSON; it has been kept for the office as it came.",
    ),
    Code.BAD_REQUEST: (
        400,
        "Yêu cầu không hợp lệ.",
        "The request cannot be understood.",
    ),
    Code.UNACCEPTABLE: (
        422,
        "Nội dung gửi chưa đúng. Đề nghị xem chi tiết từng trường.",
        "What was sent is not right. See the fields.",
    ),
    Code.FORM_EXPIRED: (
        400,
        "Trang đã mở quá lâu. Đề nghị tải lại trang rồi thực hiện lại.",
        "The page has been open too long. Reload it and do it again.",
    ),
    Code.BUSY: (
        503,
        "Máy chủ đang bận. Dữ liệu vẫn còn trên máy và sẽ được gửi lại.",
        "The server is busy. Nothing is lost; it will be sent again.",
    ),
    Code.INTERNAL: (
        500,
        "Máy chủ gặp lỗi. Dữ liệu vẫn còn trên máy; lỗi đã được ghi lại.",
        "The server failed. Nothing on the device is lost; the failure has been recorded.",
    ),
    Code.ENTRY_ID_REUSED: (
        409,
        "Mã mục này đã được dùng cho nội dung khác; bản mới đã được giữ lại cho Văn phòng.",
        "This entry id was used for other content; the new one has been kept for the office.",
    ),
    Code.ENTRY_MALFORMED: (
        422,
        "Mục gửi thiếu hoặc sai trường; bản gốc đã được giữ lại cho Văn phòng.",
        "The entry lacks a field or has a wrong one; it has been kept for the office.",
    ),
    Code.ENTRY_VALUE_MALFORMED: (
        422,
        "Nội dung trả lời không đúng dạng; bản gốc đã được giữ lại cho Văn phòng.",
        "The value is not of the right form; it has been kept for the office.",
    ),
    Code.ENTRY_ITEM_UNKNOWN: (
        422,
        "Tiêu chí không có trong phiếu; bản gốc đã được giữ lại cho Văn phòng.",
        "The checklist has no such item; the entry has been kept for the office.",
    ),
    Code.ENTRY_NOT_FINITE: (
        422,
        "Số liệu không phải là số hữu hạn; bản gốc đã được giữ lại cho Văn phòng.",
        "A number is not finite; the entry has been kept for the office.",
    ),
    Code.ENTRY_TEXT_BROKEN: (
        422,
        "Văn bản có ký tự hỏng; bản gốc đã được giữ lại cho Văn phòng.",
        "The text has broken characters; the entry has been kept for the office.",
    ),
    Code.ENTRY_OTHER_VISIT: (
        422,
        "Mục này thuộc cuộc khảo sát khác; bản gốc đã được giữ lại cho Văn phòng.",
        "The entry belongs to another visit; it has been kept for the office.",
    ),
    Code.ENTRY_TOO_LARGE: (
        422,
        "Một mục quá dài; bản gốc đã được giữ lại cho Văn phòng.",
        "One entry is too long; it has been kept for the office.",
    ),
    Code.NOT_A_SCORER: (
        409,
        "Chấm độc lập: chỉ hai người được phân công chấm; mục gửi đã được giữ lại cho Văn phòng.",
        "Only the two who were named score this visit; the entry has been kept for the office.",
    ),
    Code.VISIT_CLOSED: (
        409,
        "Cuộc khảo sát đã khoá; mục gửi đã được giữ lại cho Văn phòng.",
        "The visit is closed; the entry has been kept for the office.",
    ),
    Code.ITEM_CLOSED: (
        409,
        "Trưởng đoàn đang thẩm định; chỉ tiêu chí bị trả lại mới sửa được. Mục gửi đã giữ lại.",
        "The lead is reviewing; only returned items can be changed. The entry has been kept.",
    ),
    Code.MEMBER_REMOVED: (
        403,
        "Người gửi không còn trong cuộc khảo sát này; mục gửi đã được giữ lại cho Văn phòng.",
        "The sender is no longer on this visit; the entry has been kept for the office.",
    ),
    Code.PHOTO_HASH_MISMATCH: (
        422,
        "Ảnh đến không nguyên vẹn. Đề nghị gửi lại; ảnh vẫn còn trên máy.",
        "The photo did not arrive whole. Send it again; it is still on the device.",
    ),
    Code.PHOTO_HASH_MALFORMED: (
        422,
        "Mã ảnh phải là SHA-256 dạng 64 ký tự thập lục phân.",
        "A photo's name must be its SHA-256 as 64 hexadecimal characters.",
    ),
    Code.PHOTO_BROKEN: (
        422,
        "Tệp ảnh bị hỏng; bản gốc đã được giữ lại.",
        "The picture file is broken; its bytes have been kept.",
    ),
    Code.PHOTO_TOO_MANY_PIXELS: (
        422,
        "Ảnh có quá nhiều điểm ảnh; bản gốc đã được giữ lại.",
        "The picture has too many pixels; its bytes have been kept.",
    ),
    Code.PHOTO_NOT_A_PICTURE: (
        422,
        "Tệp không phải ảnh JPEG, PNG, WebP hoặc HEIC; bản gốc đã được giữ lại.",
        "The file is not a JPEG, PNG, WebP or HEIC picture; its bytes have been kept.",
    ),
}

PROBLEMS: dict[Code, tuple[int, str, str]] = {**_CALLS, **DESK}
