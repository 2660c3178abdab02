"""The words that the pages show for the words of the stages. Tables, translated when shown."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from forms.ability import Outlook
from forms.definition import Evidence, Kind, ReasonFor
from forms.scoring.explanation import Flag
from survey_app.checklists.rules import VersionState
from survey_app.fieldwork.rescue import Fault
from survey_app.fieldwork.rules import Addressee, EntryKind, FindingType, HeldState, Layer, Stance
from survey_app.reports.rules import NAMES, Document
from survey_app.reviews.rules import Block, Move, VisitState
from survey_app.visits.rules import Mode, Part, Plan, Role, RoundMove, RoundState, UnitKind

STATES = {
    VisitState.PLANNED: _("Chưa bắt đầu"),
    VisitState.IN_PROGRESS: _("Đang nhập"),
    VisitState.WAITING_FOR_PHOTOS: _("Đã gửi, chờ ảnh"),
    VisitState.SUBMITTED: _("Chờ duyệt"),
    VisitState.RETURNED: _("Trả lại"),
    VisitState.APPROVED: _("Đã duyệt"),
    VisitState.POSTPONED: _("Hoãn"),
    VisitState.CANCELLED: _("Huỷ"),
}

MOVES = {
    Move.OPEN: _("Bắt đầu thẩm định"),
    Move.AGREE: _("Chấm thống nhất"),
    Move.CONFIRM: _("Nhất trí với điểm đoàn chấm"),
    Move.RETURN: _("Trả lại"),
    Move.TAKE_BACK: _("Rút lại quyết định"),
    Move.APPROVE: _("Duyệt"),
    Move.REOPEN: _("Mở lại"),
}

DOCUMENTS = {
    NAMES[Document.VISIT]: _("Báo cáo kết quả khảo sát"),
    NAMES[Document.MINUTES]: _("Biên bản làm việc"),
    NAMES[Document.SCORES]: _("Phiếu khảo sát đã chấm"),
}

LAYERS = {
    Layer.SELF: _("Đơn vị tự chấm"),
    Layer.TEAM: _("Đoàn chấm"),
    Layer.AGREED: _("Thống nhất"),
    Layer.FINAL: _("Văn phòng chốt"),
}

BLOCKS = {
    Block.NOT_SUBMITTED: _("Đoàn chưa gửi cuộc khảo sát"),
    Block.PHOTOS: _("Ảnh hoặc dữ liệu chưa về đến máy chủ"),
    Block.CLASHES: _("Nội dung bị trùng sửa"),
    Block.MODERATION: _("Tiêu chí hai người chấm lệch nhau, chờ trưởng đoàn quyết định"),
    Block.UNANSWERED: _("Tiêu chí chưa chấm"),
    Block.RETURNS: _("Tiêu chí trả lại chưa bổ sung xong"),
    Block.REPLIES: _("Ý kiến của đơn vị chưa được trả lời"),
}

KINDS = {
    Kind.SCALE: _("Thang mức"),
    Kind.YES_NO: _("Có/Không"),
    Kind.POINTS: _("Chấm điểm trực tiếp"),
    Kind.CHOICE: _("Chọn phương án"),
    Kind.INDICATOR: _("Chỉ tiêu, số liệu"),
    Kind.TEXT: _("Văn bản"),
    Kind.TABLE: _("Bảng"),
    Kind.ATTENDEES: _("Thành phần tham dự"),
    Kind.BONUS: _("Điểm thưởng"),
    Kind.PENALTY: _("Điểm trừ"),
}

FLAGS = {
    Flag.NOT_ANSWERED: _("chưa chấm"),
    Flag.INVALID: _("nội dung không hợp lệ"),
    Flag.NO_TARGET: _("chưa có chỉ tiêu"),
    Flag.TARGET_ZERO: _("chỉ tiêu bằng 0"),
    Flag.JUDGED_WITHOUT_REASON: _("điểm chấm chưa nêu lý do"),
    Flag.EVIDENCE_MISSING: _("thiếu minh chứng"),
    Flag.ABILITY_WITHOUT_REASON: _("khả năng hoàn thành chưa nêu căn cứ"),
}

REASONS_OWED = {
    ReasonFor.GAP: _("lệch điểm tự chấm, chưa nêu lý do"),
    ReasonFor.ZERO: _("chấm 0 điểm, chưa nêu lý do"),
    ReasonFor.FULL: _("chấm điểm tối đa, chưa nêu lý do"),
}

STANCES = {
    Stance.AGREE: _("Thống nhất"),
    Stance.EXPLAIN: _("Giải trình"),
    Stance.DISAGREE: _("Không thống nhất"),
}

OUTLOOKS = {
    Outlook.EXCEEDED: _("Vượt"),
    Outlook.COMPLETED: _("Đã hoàn thành"),
    Outlook.ABLE: _("Có khả năng hoàn thành"),
    Outlook.DIFFICULT: _("Khó hoàn thành"),
    Outlook.UNABLE: _("Không có khả năng hoàn thành"),
}

FINDINGS = {
    FindingType.STRENGTH: _("Ưu điểm, kết quả nổi bật"),
    FindingType.LIMITATION: _("Hạn chế"),
    FindingType.DIFFICULTY: _("Khó khăn, vướng mắc"),
    FindingType.OBJECTIVE_CAUSE: _("Nguyên nhân khách quan"),
    FindingType.SUBJECTIVE_CAUSE: _("Nguyên nhân chủ quan"),
    FindingType.LESSON: _("Bài học kinh nghiệm"),
    FindingType.FORECAST: _("Dự báo tình hình"),
    FindingType.TASK: _("Nhiệm vụ"),
    FindingType.RECOMMENDATION: _("Kiến nghị, đề xuất"),
}

ADDRESSEES = {
    Addressee.PARTY: _("với cấp uỷ Đảng"),
    Addressee.STATE: _("với cơ quan Nhà nước"),
    Addressee.HIGHER_UNION: _("với công đoàn cấp trên"),
    Addressee.UNIT: _("với đơn vị được khảo sát"),
}

VERSION_STATES = {
    VersionState.DRAFT: _("Bản nháp"),
    VersionState.PUBLISHED: _("Đã ban hành"),
    VersionState.RETIRED: _("Ngừng áp dụng"),
}

HELD_STATES = {
    HeldState.OPEN: _("Chờ xử lý"),
    HeldState.TAKEN: _("Đã nhận vào"),
    HeldState.DISMISSED: _("Đã bỏ qua"),
}

PLANS = {
    Plan.PLANNED: _("theo kế hoạch"),
    Plan.POSTPONED: _("hoãn"),
    Plan.CANCELLED: _("huỷ"),
}

ROUND_STATES = {
    RoundState.PREPARING: _("Đang chuẩn bị"),
    RoundState.OPEN: _("Đang khảo sát"),
    RoundState.CLOSED: _("Đã đóng"),
}

ROUND_MOVES = {
    RoundMove.OPEN: _("Mở đợt khảo sát"),
    RoundMove.CLOSE: _("Đóng đợt khảo sát"),
    RoundMove.REOPEN: _("Mở lại đợt khảo sát"),
}

ROUND_MOVES_DONE = {
    RoundMove.OPEN: _("Đã mở đợt khảo sát. Các đoàn đã thấy cuộc khảo sát của mình."),
    RoundMove.CLOSE: _("Đã đóng đợt khảo sát. Điện thoại còn gửi gì thì giữ cho Văn phòng."),
    RoundMove.REOPEN: _("Đã mở lại đợt khảo sát. Xem Dữ liệu giữ lại để nhận phần đến muộn."),
}

TARGET_FAULTS = {
    "number": _("Chỉ tiêu phải là số không âm, ví dụ 1.250,5."),
    "size": _("Số quá lớn hoặc quá 6 chữ số lẻ."),
    "source": _("Chỉ tiêu phải đi kèm nguồn; có nguồn thì phải có số."),
    "text": _("Nguồn nhiều nhất 500 ký tự, đơn vị tính nhiều nhất 60 ký tự."),
    "measure": _("Đơn vị tính khác với phiếu: kết quả được so theo đơn vị tính của phiếu."),
    "direction": _("Chiều không có trong danh sách."),
    "day": _("Thời điểm chốt không phải là ngày."),
}

MODES = {
    Mode.ON_SITE: _("trực tiếp"),
    Mode.ONLINE: _("trực tuyến"),
    Mode.BY_FILE: _("qua hồ sơ"),
}

PARTS = {
    Part.LEAD: _("trưởng đoàn"),
    Part.DEPUTY: _("phó trưởng đoàn"),
    Part.SECRETARY: _("thư ký đoàn"),
    Part.MEMBER: _("thành viên đoàn"),
}

ROLES = {
    Role.MEMBER: _("Thành viên đoàn"),
    Role.LEAD: _("Trưởng đoàn"),
    Role.OFFICE: _("Văn phòng"),
    Role.ADMIN: _("Quản trị hệ thống"),
    Role.UNIT: _("Đơn vị được khảo sát"),
}

UNIT_KINDS = {
    UnitKind.DISTRICT: _("LĐLĐ huyện, thị xã, thành phố"),
    UnitKind.SECTOR: _("Công đoàn ngành"),
    UnitKind.CIVIL_SERVANTS: _("Công đoàn Viên chức tỉnh"),
}

ENTRY_KINDS = {
    EntryKind.ANSWER: _("Nội dung trả lời"),
    EntryKind.NOTE: _("Ghi chú"),
    EntryKind.PHOTO: _("Ảnh"),
    EntryKind.FINDING: _("Ghi nhận của đoàn"),
    EntryKind.EVIDENCE: _("Minh chứng"),
    EntryKind.ATTENDEE: _("Người tham dự"),
    EntryKind.REPLY: _("Phản hồi"),
    EntryKind.COMMENT: _("Trao đổi"),
    EntryKind.SUBMIT: _("Lần gửi"),
}
ENTRY_WITHDRAWN = _("đã rút lại")

TARGET_KINDS = {
    "milestone": _("mốc giữa nhiệm kỳ"),
    "term": _("cả nhiệm kỳ"),
    "demo": _("số liệu trình diễn"),
}

MOVES_DONE = {
    Move.OPEN: _("Đã bắt đầu thẩm định. Đoàn chỉ còn sửa được tiêu chí trả lại."),
    Move.AGREE: _("Đã ghi điểm, kèm lý do."),
    Move.RETURN: _("Đã trả lại cho đoàn; điện thoại của đoàn sẽ mở đúng các tiêu chí này."),
    Move.CONFIRM: _("Đã nhất trí với điểm đoàn chấm."),
    Move.TAKE_BACK: _("Đã rút lại quyết định."),
    Move.APPROVE: _("Đã duyệt. Báo cáo kết quả khảo sát đã được chốt."),
    Move.REOPEN: _("Đã mở lại cuộc khảo sát."),
}

TRAY_WORDS = {
    "mine": _("Chờ tôi thẩm định"),
    "team": _("Chờ đoàn"),
    "decided": _("Đã quyết định"),
}

# By what comes first in the queue.
SORT_WORDS = {
    "age": _("Chờ lâu nhất"),
    "gap": _("Chênh lệch lớn nhất"),
}

EVIDENCE = {
    Evidence.NONE: _("không yêu cầu"),
    Evidence.DOCUMENT: _("văn bản"),
    Evidence.PHOTO: _("ảnh"),
    Evidence.EITHER: _("văn bản hoặc ảnh"),
}

RESCUE_FAULTS = {
    Fault.BROKEN: _("Tệp bị hỏng hoặc chưa chép hết. Đề nghị xuất lại từ điện thoại."),
    Fault.OTHER_KIND: _("Đây không phải tệp dự phòng của trang điện thoại."),
    Fault.TOO_MUCH: _("Tệp có nhiều mục hơn mức một điện thoại ghi được."),
    Fault.OTHER_SERVER: _("Người ghi trong tệp không có tài khoản trên máy chủ này."),
}
