"""Who may do what: a table of action -> roles. Whose thing it is, is a filter in the query."""

from __future__ import annotations

from enum import StrEnum

MEMBER, LEAD, OFFICE, ADMIN = "member", "lead", "office", "admin"


class Action(StrEnum):
    """What an endpoint does, as thing:verb."""

    ACCOUNT_USE = "account:use"
    ACCOUNT_PROTECT = "account:protect"
    VISIT_READ = "visit:read"
    DEPOSIT = "deposit:make"
    CHECKLIST_READ = "checklist:read"
    CHECKLIST_MANAGE = "checklist:manage"
    REVIEW_READ = "review:read"
    REVIEW_DECIDE = "review:decide"
    SCORERS_CHOOSE = "scorers:choose"
    REPORT_READ = "report:read"
    ROUND_READ = "round:read"
    HELD_MANAGE = "held:manage"
    UNIT_LINK_MANAGE = "unit:manage"
    EVALUATION_READ = "evaluation:read"
    EVALUATION_MERGE = "evaluation:merge"
    PLAN_MANAGE = "plan:manage"
    PEOPLE_READ = "people:read"
    PEOPLE_INVITE = "people:invite"
    PEOPLE_MANAGE = "people:manage"
    HISTORY_READ = "history:read"
    AUDIT_READ = "audit:read"


GRANTS: dict[Action, frozenset[str]] = {
    Action.ACCOUNT_USE: frozenset({MEMBER, LEAD, OFFICE, ADMIN}),
    Action.ACCOUNT_PROTECT: frozenset({OFFICE, ADMIN}),
    Action.VISIT_READ: frozenset({MEMBER, LEAD, OFFICE}),
    Action.DEPOSIT: frozenset({MEMBER, LEAD, OFFICE}),
    Action.CHECKLIST_READ: frozenset({MEMBER, LEAD, OFFICE, ADMIN}),
    Action.CHECKLIST_MANAGE: frozenset({OFFICE}),
    Action.REVIEW_READ: frozenset({LEAD, OFFICE}),
    Action.REVIEW_DECIDE: frozenset({LEAD, OFFICE}),
    Action.SCORERS_CHOOSE: frozenset({OFFICE}),
    Action.REPORT_READ: frozenset({MEMBER, LEAD, OFFICE}),
    Action.ROUND_READ: frozenset({LEAD, OFFICE, ADMIN}),
    Action.HELD_MANAGE: frozenset({OFFICE}),
    Action.UNIT_LINK_MANAGE: frozenset({LEAD, OFFICE}),
    Action.EVALUATION_READ: frozenset({OFFICE}),
    Action.EVALUATION_MERGE: frozenset({OFFICE}),
    Action.PLAN_MANAGE: frozenset({OFFICE}),
    Action.PEOPLE_READ: frozenset({OFFICE, ADMIN}),
    Action.PEOPLE_INVITE: frozenset({OFFICE, ADMIN}),
    Action.PEOPLE_MANAGE: frozenset({OFFICE, ADMIN}),
    Action.HISTORY_READ: frozenset({LEAD, OFFICE}),
    Action.AUDIT_READ: frozenset({ADMIN}),
}


def allows(role: str, action: Action) -> bool:
    """Whether this role may do this at all."""
    return role in GRANTS[action]
