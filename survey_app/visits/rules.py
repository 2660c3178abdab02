"""The words of planning: kinds of unit, roles, modes. No database."""

from enum import StrEnum


class Role(StrEnum):
    """What a person may do at all; whose things, is a filter in the queries."""

    MEMBER = "member"
    LEAD = "lead"
    OFFICE = "office"
    ADMIN = "admin"
    # The visited unit itself, which comes by the link of its visit: it has no account, signs in
    # nowhere and is in no row of the table of rights.
    UNIT = "unit"


ACCOUNTS = tuple(role for role in Role if role is not Role.UNIT)


class UnitKind(StrEnum):
    """The three kinds of unit that the federation visits."""

    DISTRICT = "LDLD_CAP_HUYEN"
    SECTOR = "CONG_DOAN_NGANH"
    CIVIL_SERVANTS = "CONG_DOAN_VIEN_CHUC"


# For whom each role may issue a code that signs in: nobody lets in somebody mightier.
INVITES: dict[Role, frozenset[Role]] = {
    Role.MEMBER: frozenset(),
    Role.LEAD: frozenset(),
    Role.OFFICE: frozenset({Role.MEMBER, Role.LEAD}),
    Role.ADMIN: frozenset(ACCOUNTS),
    Role.UNIT: frozenset(),
}


class Part(StrEnum):
    """What a person is on a team."""

    LEAD = "lead"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    MEMBER = "member"


class Mode(StrEnum):
    """How the visit takes place."""

    ON_SITE = "on_site"
    ONLINE = "online"
    BY_FILE = "by_file"


class Plan(StrEnum):
    """What the office decided about the visit's date."""

    PLANNED = "planned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
