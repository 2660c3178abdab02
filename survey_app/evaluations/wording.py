"""The Vietnamese words of the evaluation, as tables: sources, standings, layers, marks."""

from __future__ import annotations

from survey_app.evaluations.facts import Standing
from survey_app.evaluations.rules import Source
from survey_app.fieldwork.rules import Layer

KIND_OF_DOCUMENT = "BÁO CÁO"
DRAFT = "DỰ THẢO"
DEMO = "SỐ LIỆU MINH HOẠ"
DEMO_TARGET = "(*)"
END_MARK = "./."

BY_OFFICE = "(Nội dung do Văn phòng nhập.)"
NO_STATEMENTS = "(Chưa có ghi nhận nào được đưa vào mục này.)"
NO_VISITS = "(Chưa có cuộc khảo sát nào.)"
NO_INDICATORS = "(Chưa có số liệu chỉ tiêu của các đơn vị đã tổng hợp.)"
NO_SCORES = "(Chưa có điểm của các đơn vị đã tổng hợp.)"
NO_FINDINGS = "Không có ghi nhận riêng."
UNPLACED_TITLE = "Ghi nhận chưa xếp vào đề mục"
STALE = "cần xem lại: nguồn đã thay đổi sau khi tổng hợp"
OTHER_FIELDS = "Nội dung chung"
ABILITY_BLANK = "…………"
CONTENTS = "MỤC LỤC"
NOTES_OF_SOURCES = "CHÚ THÍCH NGUỒN CỦA CÁC GHI NHẬN"
ANNEX = "Phụ lục"
VOLUME = "Tập"
LIST_OF_ANNEXES = "DANH MỤC PHỤ LỤC"
NO_ANNEXES = "(Chưa có báo cáo nào của đơn vị.)"
NOT_BOUND = "không đóng kèm được"
FILE_MISSING = "không thấy tệp"
FILE_LOCKED = "tệp có mật khẩu"
FILE_BROKEN = "tệp hỏng"

NO_EVIDENCE = "(Chưa có minh chứng nào.)"
EVIDENCE_BASIS = (
    "Tính các tiêu chí mà phiếu yêu cầu minh chứng và đã có kết quả; tiêu chí không áp dụng "
    "không tính."
)
SOURCES: dict[Source, str] = {
    Source.STRENGTH: "Ưu điểm, kết quả nổi bật",
    Source.LIMITATION: "Hạn chế",
    Source.DIFFICULTY: "Khó khăn, vướng mắc",
    Source.OBJECTIVE_CAUSE: "Nguyên nhân khách quan",
    Source.SUBJECTIVE_CAUSE: "Nguyên nhân chủ quan",
    Source.LESSON: "Bài học kinh nghiệm",
    Source.FORECAST: "Dự báo tình hình",
    Source.TASK: "Nhiệm vụ, giải pháp",
    Source.RECOMMENDATION: "Kiến nghị, đề xuất",
}

ADDRESSEES: dict[str, str] = {
    "party": "Với cấp uỷ Đảng",
    "state": "Với cơ quan Nhà nước",
    "higher_union": "Với công đoàn cấp trên",
    "unit": "Với đơn vị được khảo sát",
    "": "Chưa ghi nơi nhận",
}

STANDINGS: dict[Standing, str] = {
    Standing.INCLUDED: "Đã tổng hợp",
    Standing.CHANGED: "Đã duyệt lại, chờ tổng hợp lại",
    Standing.REOPENED: "Đã mở lại, chờ duyệt lại",
    Standing.APPROVED: "Đã duyệt, chưa tổng hợp",
    Standing.RETURNED: "Trả lại, chưa duyệt",
    Standing.WAITING: "Chờ duyệt",
    Standing.IN_PROGRESS: "Đang nhập, chưa duyệt",
    Standing.NOT_STARTED: "Chưa bắt đầu",
    Standing.POSTPONED: "Hoãn",
    Standing.CANCELLED: "Huỷ",
}

MODES: dict[str, str] = {
    "on_site": "Trực tiếp",
    "online": "Trực tuyến",
    "by_file": "Qua hồ sơ",
}

LAYERS: dict[Layer, str] = {
    Layer.SELF: "Đơn vị tự chấm",
    Layer.TEAM: "Đoàn chấm",
    Layer.AGREED: "Thống nhất",
    Layer.FINAL: "Văn phòng chốt",
}

# What everybody in the union writes short; in tables and lists of units the long form drowns all.
SHORT_FORMS = (("Liên đoàn Lao động", "LĐLĐ"), ("Liên đoàn lao động", "LĐLĐ"))

WITHIN_ONE_CHECKLIST = (
    "Điểm chỉ so sánh giữa các đơn vị dùng chung một phiên bản phiếu khảo sát; "
    "tỷ lệ (%) tính trên số điểm tối đa của các tiêu chí áp dụng tại đơn vị."
)
ACROSS_CHECKLISTS = (
    "Giữa các loại hình đơn vị, phiếu khảo sát khác nhau: chỉ đối chiếu theo tỷ lệ (%), "
    "không so sánh theo điểm."
)
DEMO_TARGETS = (
    f"{DEMO_TARGET} Chỉ tiêu minh hoạ, chỉ để trình diễn; không phải chỉ tiêu được giao cho đơn vị."
)
NOTES_TITLE = "Chú thích bảng chỉ tiêu"
NOTES_ELSEWHERE = f"Ghi chú có dấu “…” được ghi đủ tại phần “{NOTES_TITLE}” của phụ lục."
ABILITY_BY_OFFICE = (
    "Khả năng hoàn thành là đánh giá của đoàn, trưởng đoàn hoặc Văn phòng, căn cứ nêu ở ghi chú; "
    "phần mềm không tự tính. Ô để trống do Văn phòng ghi sau khi xem xét."
)
AS_THE_UNIT_WROTE = "Số liệu do đơn vị nêu, đoàn ghi lại; chưa được Văn phòng đối chiếu."
RATIO_BASIS = (
    "Tỷ lệ so với mốc là so với chỉ tiêu đến thời điểm sơ kết; đơn vị chưa được giao mốc thì "
    "chỉ ghi tỷ lệ so với chỉ tiêu cả nhiệm kỳ."
)


def short(unit: str) -> str:
    """The name of a unit with the union's abbreviation: ``LĐLĐ huyện Gio Linh``."""
    for words, letters in SHORT_FORMS:
        unit = unit.replace(words, letters)
    return unit
