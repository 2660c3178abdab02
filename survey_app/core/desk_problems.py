"""Failures met at desks and by the links of units: the rest of the catalogue, as a table."""

from __future__ import annotations

from survey_app.core.problem_codes import Code

DESK: dict[Code, tuple[int, str, str]] = {
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
    Code.CHECKLIST_EXISTS: (
        409,
        "Đã có phiếu với mã và số phiên bản này. Đề nghị đặt số phiên bản khác.",
        "There is a checklist of this code and version already. Choose another version.",
    ),
    Code.CHECKLIST_STALE: (
        409,
        "Có người vừa sửa bản nháp này. Đề nghị xem lại rồi sửa tiếp.",
        "Somebody has just changed this draft. Look again, then go on.",
    ),
    Code.PLAN_CLOSED: (
        409,
        "Cuộc khảo sát đã duyệt nên không đổi được kế hoạch nữa.",
        "The visit is approved; its plan can no longer be changed.",
    ),
    Code.ROUND_CLOSED: (
        409,
        "Đợt khảo sát đã đóng. Văn phòng mở lại đợt thì mới thay đổi được; chưa thay đổi gì.",
        "The round is closed. The office has to reopen it first; nothing was changed.",
    ),
    Code.ROUND_MOVE_REFUSED: (
        409,
        "Có người vừa mở hoặc đóng đợt khảo sát này. Đề nghị xem lại trang.",
        "Somebody has just opened or closed this round. Look at the page again.",
    ),
    Code.MILESTONE_STALE: (
        409,
        "Có người vừa đổi các mốc của kế hoạch. Đề nghị xem lại trang; chưa thay đổi gì.",
        "Somebody has just changed the milestones. Look at the page again; nothing was changed.",
    ),
    Code.MERGE_REFUSED: (
        409,
        "Chưa gộp hoặc tách được hai đơn vị này theo hiện trạng. Xem lý do trên trang.",
        "These two units cannot be merged or parted as they stand. See why on the page.",
    ),
    Code.MERGE_STALE: (
        409,
        "Có người vừa đổi một trong hai đơn vị. Đề nghị xem lại rồi quyết định; chưa thay đổi gì.",
        "Somebody has just changed one of the two units. Look again; nothing was changed.",
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
    Code.CONFIRM_REFUSED: (
        409,
        "Chỉ nhất trí được với tiêu chí đoàn đã chấm, không bị trùng sửa và không đang trả lại.",
        "Only items that the team has scored, without a clash or an open return, can be confirmed.",
    ),
    Code.CONFIRM_DIFFERS: (
        409,
        "Có tiêu chí chênh lệch hoặc còn điểm cần lưu ý. Đề nghị xem từng tiêu chí đó.",
        "Some items differ between layers or have something to note. Look at each by itself.",
    ),
    Code.CLASH_GONE: (
        409,
        "Nội dung trùng sửa đã thay đổi. Đề nghị xem lại rồi chọn.",
        "What clashed has changed. Look again, then choose.",
    ),
    Code.COMMENT_MISSING: (422, "Nhập nội dung trao đổi.", "Write the comment."),
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
    Code.APPROVAL_MODERATION: (
        409,
        "Chưa duyệt được: còn tiêu chí hai người chấm lệch nhau chưa có điểm thống nhất.",
        "Cannot approve yet: items that the two scorers scored far apart await the lead's score.",
    ),
    Code.SCORERS_REFUSED: (
        422,
        "Chọn hai thành viên khác nhau đang được phân công, không phải người thẩm định.",
        "Choose two different members of the visit, neither of whom reviews it.",
    ),
    Code.DOUBLE_BEGUN: (
        409,
        "Đã có dữ liệu: không bật, tắt chấm độc lập được nữa, chỉ thay được người chấm.",
        "The visit has entries: double scoring cannot be switched, only a scorer replaced.",
    ),
    Code.DOUBLE_OPENED: (
        409,
        "Trưởng đoàn đã mở thẩm định nên không thay người chấm được nữa.",
        "The review has begun: scorers cannot be replaced any more.",
    ),
    Code.APPROVAL_REPLIES: (
        409,
        "Chưa duyệt được: còn ý kiến giải trình, không thống nhất của đơn vị chưa được trả lời.",
        "It cannot be approved yet: the unit explained or disagreed and was not answered.",
    ),
    Code.LINK_UNKNOWN: (
        404,
        "Liên kết không đúng. Đề nghị mở lại từ mã QR hoặc xin liên kết mới từ đoàn khảo sát.",
        "This link is not right. Open it again from the QR code, or ask the team for a new one.",
    ),
    Code.LINK_ENDED: (
        410,
        "Liên kết đã hết hiệu lực. Nội dung đã gửi vẫn được giữ; cần bổ sung thì liên hệ đoàn.",
        "This link has ended. What was sent is kept; ask the team or the office for a new link.",
    ),
    Code.LINK_FOR_UNIT: (
        403,
        "Liên kết này dành riêng cho đơn vị. Đoàn và Văn phòng muốn xem thử, đề nghị đăng xuất.",
        "This link is for the visited unit only. Teams and the office: sign out to look at it.",
    ),
    Code.LINK_DAY_REFUSED: (
        422,
        "Chọn ngày cuối dùng được liên kết: từ hôm nay đến 180 ngày tới.",
        "Choose the last day of the link: from today to 180 days ahead.",
    ),
    Code.UNIT_CLOSED: (
        409,
        "Phần này đã khoá đối với đơn vị. Nội dung đã gửi trước đó vẫn được giữ.",
        "This part is closed to the unit. What was sent before is kept.",
    ),
    Code.UNIT_LIMIT: (
        409,
        "Đơn vị đã gửi nhiều hơn mức một liên kết nhận được. Đề nghị liên hệ đoàn khảo sát.",
        "The unit has sent more than one link takes. Ask the survey team.",
    ),
    Code.NOTHING_APPROVED: (
        409,
        "Chưa có cuộc khảo sát nào được duyệt để tổng hợp.",
        "There is no approved visit to merge yet.",
    ),
    Code.STATEMENT_MOVED: (
        409,
        "Có người vừa sửa ý này. Đề nghị xem bản hiện tại rồi quyết định; chưa thay đổi gì.",
        "Somebody has just changed this statement. Look at it as it is now; nothing was changed.",
    ),
    Code.NOTHING_TO_SPLIT: (
        422,
        "Chọn ít nhất một nguồn để tách ra, và để lại ít nhất một nguồn.",
        "Choose at least one source to split off, and leave at least one.",
    ),
    Code.HEADING_GONE: (
        409,
        "Đề mục này không còn trong đề cương. Đề nghị chọn đề mục khác.",
        "This heading is no longer in the outline. Choose another.",
    ),
    Code.UNDO_OVERTAKEN: (
        409,
        "Không hoàn tác được: sau đó đã có thay đổi khác, hoặc việc này đã được hoàn tác.",
        "It cannot be taken back: it was changed again since, or has been taken back already.",
    ),
    Code.REPORT_MISSING: (
        404,
        "Chưa có báo cáo cho cuộc khảo sát này.",
        "There is no report of this visit yet.",
    ),
    Code.REPORT_MOVED: (
        409,
        "Có người vừa thay đổi báo cáo này. Đề nghị xem lại rồi làm tiếp.",
        "Somebody has just changed this report. Look again, then go on.",
    ),
    Code.REPORT_NOTED: (
        409,
        "Báo cáo có số, ký hiệu này của đơn vị đã được ghi nhận.",
        "A report of this unit with this number has been noted already.",
    ),
    Code.TOO_MANY_FILES: (
        409,
        "Mỗi báo cáo nhiều nhất 20 tệp. Đề nghị gỡ bớt trước.",
        "A report has at most 20 files. Take some off first.",
    ),
    Code.FILE_TOO_LARGE: (
        413,
        "Tệp quá lớn: nhiều nhất 30 MB. Đề nghị quét lại nhẹ hơn hoặc tách tệp.",
        "The file is too large: at most 30 MB. Scan it lighter or split it.",
    ),
    Code.FILE_NOT_A_DOCUMENT: (
        422,
        "Tệp không phải PDF hay Word (.docx, .doc), dù tên có thể nói khác.",
        "The file is neither PDF nor Word (.docx, .doc), whatever its name says.",
    ),
    Code.FILE_BROKEN: (
        422,
        "Tệp hỏng hoặc tải lên chưa hết, không mở được. Đề nghị gửi lại.",
        "The file is damaged or incomplete and cannot be opened. Send it again.",
    ),
    Code.FILE_LOCKED: (
        422,
        "Tệp đặt mật khẩu nên không mở được. Đề nghị đơn vị gửi tệp không mật khẩu.",
        "The file has a password. Ask the unit for one without.",
    ),
    Code.FILE_MACROS: (
        422,
        "Tệp Word có macro hoặc gọi mẫu từ mạng nên không nhận. Lưu lại dạng .docx hay PDF.",
        "The Word file has macros or calls a template from the network. Save it as .docx or PDF.",
    ),
    Code.DEMO_REFUSED: (
        409,
        "Thư mục dữ liệu này không phải của bản trình diễn; không thay đổi gì.",
        "This data folder is not the demonstration's; nothing was changed.",
    ),
}

# What the table of calls promises of a phone, as a page tells it: what was typed there is on no
# phone, and is not sent again by itself.
ON_PAGES: dict[Code, tuple[str, str]] = {
    Code.NOT_SIGNED_IN: ("Đề nghị đăng nhập.", "Please sign in."),
    Code.TOO_LARGE: (
        "Nội dung hoặc tệp gửi lên quá lớn nên chưa nhận. Đề nghị chọn tệp nhỏ hơn hoặc chia nhỏ.",
        "What was sent is too large and was not taken. Choose a smaller file, or send it in parts.",
    ),
    Code.BUSY: (
        "Máy chủ đang bận nên chưa thực hiện được. Đề nghị quay lại trang trước và thử lại.",
        "The server is busy and this was not done. Go back to the page before and try again.",
    ),
    Code.INTERNAL: (
        "Máy chủ gặp lỗi nên chưa thực hiện được; lỗi đã được ghi lại.",
        "The server failed and this was not done; the failure has been recorded.",
    ),
}
