"""What the visit already knows and can write into a general item by itself.

The stage of the visits fills these in; the phone shows them for correction.
"""

from forms.definition import Text

PREFILLS: dict[str, Text] = {
    "unit_name": Text("Tên đơn vị", "Name of the unit"),
    "unit_kind": Text("Loại hình đơn vị", "Kind of unit"),
    "team_name": Text("Tên hoặc số của đoàn", "Name or number of the team"),
    "team_lead": Text("Trưởng đoàn", "Team lead"),
    "team_secretary": Text("Thư ký đoàn", "Team secretary"),
    "visit_start": Text("Thời gian bắt đầu theo lịch", "Planned start"),
    "visit_end": Text("Thời gian kết thúc theo lịch", "Planned end"),
    "visit_place": Text("Địa điểm", "Place"),
    "cut_off": Text("Thời điểm chốt số liệu của đợt", "Cut-off date of the round's data"),
}
