"""A small checklist with an item of every kind, for tests that are not about checklists."""

from decimal import Decimal

from forms.definition import (
    Band,
    Checklist,
    Column,
    Condition,
    ConditionKind,
    Direction,
    Evidence,
    Item,
    Kind,
    Level,
    Option,
    Section,
    SectionKind,
    Text,
    Threshold,
)

LEVELS = tuple(Level(value, Text(f"Mức {value}", f"Level {value}")) for value in range(5))

SECTION_A = Section(
    code="A",
    title=Text("Tổ chức triển khai", "Organisation"),
    points=Decimal(10),
    items=(
        Item(
            "A1", Kind.YES_NO, Text("Đã ban hành kế hoạch"), Decimal(3), evidence=Evidence.DOCUMENT
        ),
        Item("A2", Kind.SCALE, Text("Chất lượng kế hoạch"), Decimal(4), levels=LEVELS),
        Item("A3", Kind.POINTS, Text("Điểm trực tiếp"), Decimal(3), step=Decimal("0.5")),
    ),
)
SECTION_B = Section(
    code="B",
    title=Text("Kết quả", "Results"),
    points=Decimal(20),
    items=(
        Item("B1", Kind.INDICATOR, Text("Số đoàn viên tăng thêm"), Decimal(10), measure="người"),
        Item(
            "B2",
            Kind.INDICATOR,
            Text("Số vụ việc tồn đọng"),
            Decimal(5),
            direction=Direction.DOWN,
            bands=(Band(Decimal(1), Decimal(1)), Band(Decimal("0.5"), Decimal("0.5"))),
        ),
        Item(
            "B3",
            Kind.CHOICE,
            Text("Hình thức"),
            Decimal(3),
            options=(
                Option("x", Text("Tốt"), Decimal(1)),
                Option("y", Text("Vừa"), Decimal("0.5")),
            ),
        ),
        Item(
            "B4",
            Kind.TABLE,
            Text("Bảng chỉ tiêu"),
            Decimal(2),
            levels=LEVELS,
            columns=(Column("ten", Text("Tên")), Column("so", Text("Số"))),
        ),
        Item("B5", Kind.TEXT, Text("Bài học")),
    ),
)
BONUS = Section(
    code="T",
    title=Text("Thưởng"),
    kind=SectionKind.BONUS,
    points=Decimal(2),
    items=(Item("T1", Kind.BONUS, Text("Mô hình mới"), Decimal(2)),),
)
SMALL = Checklist(
    code="PKS-NHO",
    version="1",
    title=Text("Phiếu nhỏ để thử", "A small checklist"),
    sections=(SECTION_A, SECTION_B, BONUS),
    base_points=Decimal(30),
    thresholds=(
        Threshold("tot", Text("Thực hiện tốt"), Decimal(70)),
        Threshold("dat", Text("Đạt yêu cầu"), Decimal(50)),
        Threshold("chua", Text("Chưa đạt"), Decimal(0)),
    ),
    conditions=(
        Condition("DK1", ConditionKind.ITEM_EQUALS, Text("Không có kế hoạch"), "dat", "A1", "no"),
    ),
    general=(Item("G1", Kind.TEXT, Text("Địa điểm làm việc")),),
)
COMPLETE = {
    "A1": {"value": "yes"},
    "A2": {"value": 3},
    "A3": {"value": "2.5"},
    "B1": {"value": "231"},
    "B2": {"not_applicable": "không phát sinh vụ việc"},
    "B3": {"value": "x"},
    "B4": {"value": {"rows": [{"ten": "Đoàn viên", "so": "231"}], "level": 4}},
    "B5": {"value": "Gắn kế hoạch với thực tế."},
}
