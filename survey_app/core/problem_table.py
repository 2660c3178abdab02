"""The catalogue of failures as a table: a stable code, its status, its sentences.

Codes are public: clients match on them, so none is renamed, and a retired one is not used again.
Each sentence tells a tired person what to do, in Vietnamese and in English.
"""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """The stable codes. The table below gives each its status and its sentences."""

    NOT_SIGNED_IN = "not-signed-in"
    WRONG_PASSWORD = "wrong-password"  # noqa: S105 - a problem code, not a password
    JOIN_CODE_UNKNOWN = "join-code-unknown"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not-found"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    TOO_LARGE = "too-large"
    TOO_MANY_ENTRIES = "too-many-entries"
    TOO_MANY_REQUESTS = "too-many-requests"
    NOT_JSON = "not-json"
    BAD_REQUEST = "bad-request"
    UNACCEPTABLE = "unacceptable"
    FORM_EXPIRED = "form-expired"
    BUSY = "busy"
    INTERNAL = "internal"
    ENTRY_ID_REUSED = "entry-id-reused"
    ENTRY_MALFORMED = "entry-malformed"
    ENTRY_VALUE_MALFORMED = "entry-value-malformed"
    ENTRY_ITEM_UNKNOWN = "entry-item-unknown"
    ENTRY_NOT_FINITE = "entry-not-finite"
    ENTRY_TEXT_BROKEN = "entry-text-broken"
    ENTRY_OTHER_VISIT = "entry-other-visit"
    ENTRY_TOO_LARGE = "entry-too-large"
    VISIT_CLOSED = "visit-closed"
    ITEM_CLOSED = "item-closed"
    MEMBER_REMOVED = "member-removed"
    PHOTO_HASH_MISMATCH = "photo-hash-mismatch"
    PHOTO_HASH_MALFORMED = "photo-hash-malformed"
    PHOTO_BROKEN = "photo-broken"
    PHOTO_TOO_MANY_PIXELS = "photo-too-many-pixels"
    PHOTO_NOT_A_PICTURE = "photo-not-a-picture"
    CHECKLIST_FAULTS = "checklist-faults"
    CHECKLIST_PUBLISHED = "checklist-published"
    CHECKLIST_TYPE_CHANGED = "checklist-type-changed"
    REVIEW_MOVE_REFUSED = "review-move-refused"
    REVIEW_STALE = "review-stale"
    REASON_MISSING = "reason-missing"
    ITEM_UNKNOWN = "item-unknown"
    ITEMS_MISSING = "items-missing"
    SCORE_INVALID = "score-invalid"
    APPROVAL_CLASHES = "approval-waits-for-clashes"
    APPROVAL_UNANSWERED = "approval-waits-for-answers"
    APPROVAL_RETURNS = "approval-waits-for-returns"
    APPROVAL_NOT_SUBMITTED = "approval-waits-for-hand-over"
    APPROVAL_PHOTOS = "approval-waits-for-photos"
    NOTHING_APPROVED = "nothing-approved"
    REPORT_MISSING = "report-missing"
    DEMO_REFUSED = "demo-refused"


PROBLEMS: dict[Code, tuple[int, str, str]] = {
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
    Code.CHECKLIST_FAULTS: (
        422,
        "Phiếu khảo sát còn lỗi, chưa lưu gì.",
        "The checklist has faults; nothing has been stored.",
    ),
    Code.CHECKLIST_PUBLISHED: (
        409,
        "Phiên bản đã ban hành không sửa được. Đề nghị nhập với số phiên bản mới.",
        "A published version cannot be changed. Import it under a new version.",
    ),
    Code.CHECKLIST_TYPE_CHANGED: (
        409,
        "Mã tiêu chí đã ban hành không được đổi loại. Đề nghị dùng mã mới.",
        "A published item code cannot change its type. Use a new code.",
    ),
    Code.REVIEW_MOVE_REFUSED: (
        409,
        "Không thực hiện được việc này ở trạng thái hiện tại của cuộc khảo sát.",
        "This cannot be done in the present state of the visit.",
    ),
    Code.REVIEW_STALE: (
        409,
        "Có người vừa xử lý cuộc khảo sát này. Đề nghị xem lại rồi quyết định.",
        "Somebody has just decided on this visit. Look again, then decide.",
    ),
    Code.REASON_MISSING: (422, "Nêu lý do.", "State the reason."),
    Code.ITEM_UNKNOWN: (
        422,
        "Tiêu chí không có trong phiếu.",
        "The checklist has no such item.",
    ),
    Code.ITEMS_MISSING: (
        422,
        "Chọn ít nhất một tiêu chí để trả lại.",
        "Choose at least one item to return.",
    ),
    Code.SCORE_INVALID: (
        422,
        "Điểm không hợp lệ đối với tiêu chí này.",
        "This score is not valid for this item.",
    ),
    Code.APPROVAL_CLASHES: (
        409,
        "Chưa duyệt được: còn nội dung bị trùng sửa.",
        "Cannot approve yet: two people's entries still clash.",
    ),
    Code.APPROVAL_UNANSWERED: (
        409,
        "Chưa duyệt được: còn tiêu chí chưa chấm và chưa đánh dấu không áp dụng.",
        "Cannot approve yet: items are neither answered nor marked not applicable.",
    ),
    Code.APPROVAL_RETURNS: (
        409,
        "Chưa duyệt được: còn tiêu chí trả lại chưa được bổ sung.",
        "Cannot approve yet: returned items are still open.",
    ),
    Code.APPROVAL_NOT_SUBMITTED: (
        409,
        "Chưa duyệt được: đoàn chưa gửi cuộc khảo sát.",
        "Cannot approve yet: the team has not handed the visit over.",
    ),
    Code.APPROVAL_PHOTOS: (
        409,
        "Chưa duyệt được: còn ảnh hoặc dữ liệu chưa về đến máy chủ.",
        "Cannot approve yet: photos or entries have not arrived.",
    ),
    Code.NOTHING_APPROVED: (
        409,
        "Chưa có cuộc khảo sát nào được duyệt để tổng hợp.",
        "There is no approved visit to merge yet.",
    ),
    Code.REPORT_MISSING: (
        404,
        "Chưa có báo cáo cho cuộc khảo sát này.",
        "There is no report of this visit yet.",
    ),
    Code.DEMO_REFUSED: (
        409,
        "Thư mục dữ liệu này không phải của bản trình diễn; không thay đổi gì.",
        "This data folder is not the demonstration's; nothing was changed.",
    ),
}
