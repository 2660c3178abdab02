"""What the office of another, made-up province has in Excel before its round."""

from __future__ import annotations

from tests.support.workbook import Rows, workbook

UNIT = "LĐLĐ huyện Suối Mơ"
CHECKLIST = workbook(
    {
        "survey": [
            ["type", "name", "label::Tiếng Việt (vi)", "bind::lsv:kind", "bind::lsv:points"],
            ["begin_group", "A", "Đối thoại, thương lượng", "base", 6],
            ["select_one yes_no", "A1", "Có quy chế đối thoại tại nơi làm việc", "yes_no", 2],
            ["select_one muc", "A2", "Chất lượng đối thoại định kỳ", "scale", 4],
            ["end_group"],
            ["begin_group", "B", "Phát triển đoàn viên", "base", 4],
            ["decimal", "B1", "Số đoàn viên tăng thêm", "indicator", 4],
            ["end_group"],
        ],
        "choices": [
            ["list_name", "name", "label::Tiếng Việt (vi)"],
            ["yes_no", "yes", "Có"],
            ["yes_no", "no", "Không"],
            *(["muc", level, f"Mức {level}"] for level in range(3)),
        ],
        "settings": [
            ["form_title", "form_id", "version", "namespaces", "attribute::lsv:base_points",
             "attribute::lsv:unit_kind"],
            ["Phiếu khảo sát đối thoại, tỉnh Ví Dụ", "PKS-VIDU", "1",
             'lsv="urn:khao-sat:phieu:1"', 10, "ldld_cap_huyen"],
        ],
    }
)  # fmt: skip
TABLES: dict[str, Rows] = {
    "units": [
        ["Mã đơn vị", "Tên đơn vị", "Loại hình", "Thứ tự"],
        ["VD-01", UNIT, "huyện", 1],
        ["VD-02", "Công đoàn ngành Thuỷ sản", "ngành", 2],
    ],
    "teams": [
        ["Số đoàn", "Tên đoàn", "Tên đăng nhập", "Họ và tên", "Vai trò"],
        [1, "Đoàn khảo sát miền núi", "truong.doan", "Trưởng đoàn miền núi", "trưởng đoàn"],
        [1, "Đoàn khảo sát miền núi", "thanh.vien", "Thành viên đoàn miền núi", "thành viên"],
    ],
    "targets": [
        ["Đơn vị", "Mã chỉ tiêu", "Mốc giữa nhiệm kỳ", "Cả nhiệm kỳ", "Nguồn"],
        ["VD-01", "B1", "200", "400", "Nghị quyết thử của tỉnh Ví Dụ"],
    ],
}
