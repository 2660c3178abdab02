"""The units that are attested for 2020, and what the demonstration plans with each.

Seats and coordinates are for orientation only. Nothing here is an official list of visits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from survey_app.visits.rules import Mode, Plan, UnitKind
from survey_app.visits.service import UnitFacts, VisitPlan


class Fate(Enum):
    """How far the demonstration takes a visit."""

    APPROVED = "approved"
    CORRECTED = "approved after items were returned and corrected"
    WAITING = "submitted"
    RETURNED = "returned"
    IN_PROGRESS = "in progress"
    NOT_STARTED = "not started"
    POSTPONED = "postponed"


@dataclass(frozen=True, slots=True)
class Planned:
    """A unit, when and how it is visited by which team, how well it does (0 to 1), and its fate."""

    facts: UnitFacts
    short: str
    team: int
    plan: VisitPlan
    quality: float
    fate: Fate


_KINDS = {"LD": UnitKind.DISTRICT, "CDN": UnitKind.SECTOR, "CDVC": UnitKind.CIVIL_SERVANTS}
_FLOODED = (
    "Đường về trung tâm huyện và các xã còn bị chia cắt sau đợt mưa lũ tháng 10/2020; "
    "đơn vị đang tập trung khắc phục hậu quả. Văn phòng sẽ báo lịch làm việc mới."
)

# Code, name in full, name as it is spoken, seat, latitude, longitude, other spellings.
_DISTRICTS = (
    ("LD-DONGHA", "thành phố Đông Hà", "TP Đông Hà", "Đông Hà", "16.8176", "107.101", ()),
    ("LD-TXQT", "thị xã Quảng Trị", "TX Quảng Trị", "Quảng Trị", "16.75", "107.20", ()),
    ("LD-VINHLINH", "huyện Vĩnh Linh", "huyện Vĩnh Linh", "Hồ Xá", "17.0684", "107.005", ()),
    (
        "LD-HUONGHOA",
        "huyện Hướng Hóa",
        "huyện Hướng Hóa",
        "Khe Sanh",
        "16.6282",
        "106.739",
        ("Hướng Hoá", "Khe Sanh"),
    ),
    ("LD-GIOLINH", "huyện Gio Linh", "huyện Gio Linh", "Gio Linh", "16.9248", "107.084", ()),
    ("LD-CAMLO", "huyện Cam Lộ", "huyện Cam Lộ", "Cam Lộ", "16.808", "106.994", ()),
    (
        "LD-TRIEUPHONG",
        "huyện Triệu Phong",
        "huyện Triệu Phong",
        "Ái Tử",
        "16.7689",
        "107.165",
        ("Ái Tử",),
    ),
    ("LD-HAILANG", "huyện Hải Lăng", "huyện Hải Lăng", "Hải Lăng", "16.6935", "107.251", ()),
    (
        "LD-DAKRONG",
        "huyện Đakrông",
        "huyện Đakrông",
        "Krông Klang",
        "16.6891",
        "106.887",
        ("Đa Krông", "ĐaKrông", "Krông Klang"),
    ),
)
_OTHERS = (
    ("CDN-GD", "Công đoàn ngành Giáo dục", "CĐ ngành Giáo dục"),
    ("CDN-YT", "Công đoàn ngành Y tế", "CĐ ngành Y tế"),
    ("CDN-CT", "Công đoàn ngành Công Thương", "CĐ ngành Công Thương"),
    ("CDN-XD", "Công đoàn ngành Xây dựng", "CĐ ngành Xây dựng"),
    ("CDVC", "Công đoàn Viên chức tỉnh", "CĐ Viên chức tỉnh"),
)

# Team, day of November 2020, mode, quality, fate.
_PLAN: dict[str, tuple[int, int, Mode, float, Fate]] = {
    "LD-DONGHA": (1, 3, Mode.ON_SITE, 0.92, Fate.APPROVED),
    "LD-TXQT": (2, 3, Mode.ON_SITE, 0.80, Fate.APPROVED),
    "LD-VINHLINH": (3, 4, Mode.ON_SITE, 0.86, Fate.APPROVED),
    "LD-CAMLO": (1, 5, Mode.ON_SITE, 0.83, Fate.APPROVED),
    "LD-TRIEUPHONG": (2, 6, Mode.ON_SITE, 0.74, Fate.CORRECTED),
    "CDN-YT": (1, 25, Mode.ONLINE, 0.78, Fate.NOT_STARTED),
    "CDN-GD": (2, 11, Mode.BY_FILE, 0.88, Fate.APPROVED),
    "CDVC": (1, 12, Mode.ON_SITE, 0.90, Fate.APPROVED),
    "LD-GIOLINH": (3, 13, Mode.ON_SITE, 0.76, Fate.WAITING),
    "CDN-CT": (3, 17, Mode.ONLINE, 0.70, Fate.RETURNED),
    "LD-HUONGHOA": (3, 19, Mode.ON_SITE, 0.66, Fate.IN_PROGRESS),
    "LD-DAKRONG": (1, 18, Mode.ON_SITE, 0.64, Fate.POSTPONED),
    "LD-HAILANG": (2, 24, Mode.ON_SITE, 0.80, Fate.NOT_STARTED),
    "CDN-XD": (3, 26, Mode.BY_FILE, 0.75, Fate.NOT_STARTED),
}


def planned_units() -> list[Planned]:
    """Every unit of the demonstration in protocol order, with its one visit."""
    facts = [*_districts(), *_others()]
    return [_planned(each, short) for each, short in facts]


def _districts() -> list[tuple[UnitFacts, str]]:
    return [
        (
            UnitFacts(
                code=code,
                name=f"LĐLĐ {name}",
                kind=UnitKind.DISTRICT,
                protocol_order=order,
                seat=seat,
                latitude=Decimal(latitude),
                longitude=Decimal(longitude),
                aliases=(f"Liên đoàn Lao động {name}", *aliases),
            ),
            f"LĐLĐ {short}",
        )
        for order, (code, name, short, seat, latitude, longitude, aliases) in enumerate(
            _DISTRICTS, start=1
        )
    ]


def _others() -> list[tuple[UnitFacts, str]]:
    return [
        (
            UnitFacts(
                code=code,
                name=name,
                kind=_KINDS[code.split("-", maxsplit=1)[0]],
                protocol_order=order,
                aliases=(short,),
            ),
            short,
        )
        for order, (code, name, short) in enumerate(_OTHERS, start=len(_DISTRICTS) + 1)
    ]


def _planned(facts: UnitFacts, short: str) -> Planned:
    team, day, mode, quality, fate = _PLAN[facts.code]
    postponed = fate is Fate.POSTPONED
    plan = VisitPlan(
        planned_on=date(2020, 11, day),
        place=f"Trụ sở {facts.name}" if mode is Mode.ON_SITE else "",
        mode=mode,
        plan=Plan.POSTPONED if postponed else Plan.PLANNED,
        reason=_FLOODED if postponed else "",
    )
    return Planned(facts, short, team, plan, quality, fate)
