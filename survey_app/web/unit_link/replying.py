"""The unit's replies to the findings of the team, while the lead or the office lets it reply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.core import clock
from survey_app.edge import commits, db
from survey_app.edge.unit_links import by_unit_link
from survey_app.fieldwork.rules import EntryKind, Slot, Stance
from survey_app.reviews.replies import UnitReply, replies_of
from survey_app.web.fields import REASON_LIMIT, tidy
from survey_app.web.speech import say
from survey_app.web.unit_link.own import Said, send
from survey_app.web.unit_link.standing import standing_of

replying = Blueprint("replying", __name__)


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """A finding in the form: what stands or was typed, and what is wrong with it."""

    of: UnitReply
    stance: str = ""
    text: str = ""
    fault: str = ""

    @property
    def key(self) -> str:
        """What tells the fields of this finding apart."""
        return str(self.of.finding.slot)

    @property
    def seen(self) -> str:
        """The reply that the form shows."""
        return str(self.of.reply.uuid) if self.of.reply else ""

    @property
    def has_changed(self) -> bool:
        """Whether it says anything else than what stands."""
        return (self.stance, self.text) != (self.of.stance or "", self.of.text)


@replying.get("/replies")
@by_unit_link
def show() -> ResponseReturnValue:
    """The team's findings, each with the unit's reply; only while they are open to the unit."""
    standing_of(db.session, g.link.visit).check_replies()
    return _page([_standing(each) for each in _findings()])


@replying.post("/replies")
@by_unit_link
@commits
def save() -> ResponseReturnValue:
    """Write the replies that are new and sound; the rest stays in the page."""
    standing_of(db.session, g.link.visit).check_replies()
    lines = [_typed(each, request.form) for each in _findings()]
    said = [_said(line) for line in lines if line.has_changed and not line.fault]
    send(db.session, g.link, said, at=clock.now())
    if any(line.fault for line in lines):
        return _page(_renewed(lines), saved=len(said)), 422
    told = say("Đã gửi ý kiến về %(count)s ghi nhận.", count=len(said))
    flash(told if said else say("Không có gì thay đổi."), "success")
    return redirect(url_for(".show"), 303)


def _findings() -> Iterator[UnitReply]:
    """The findings that can be replied to, those of the visit as a whole first."""
    found = [each for each in replies_of(db.session, g.link.visit_id) if each.finding.slot]
    yield from sorted(found, key=lambda each: (each.finding.item or "", each.finding.number))


def _standing(of: UnitReply) -> ReplyLine:
    return ReplyLine(of, of.stance or "", of.text)


def _typed(of: UnitReply, form: Mapping[str, str]) -> ReplyLine:
    key = str(of.finding.slot)
    line = ReplyLine(of, form.get(f"stance-{key}", ""), tidy(form.get(f"text-{key}")))
    if line.stance not in (*Stance, ""):
        line = replace(line, stance="")
    return replace(line, fault=_fault(line, form.get(f"seen-{key}", "")))


def _fault(line: ReplyLine, seen: str) -> str:
    if not line.has_changed:
        return ""
    if not line.stance:
        return say("Chọn thống nhất, giải trình hoặc không thống nhất.")
    if line.stance != Stance.AGREE and not line.text:
        return say("Nêu ý kiến của đơn vị.")
    if len(line.text) > REASON_LIMIT:
        return say("Ý kiến quá dài: nhiều nhất 5.000 ký tự.")
    if seen != line.seen:
        return say(
            "Ý kiến này vừa được sửa ở nơi khác: “%(text)s”. Gửi lần nữa để thay.", text=_of(line)
        )
    return ""


def _of(line: ReplyLine) -> str:
    return line.of.text or say("thống nhất")


def _said(line: ReplyLine) -> Said:
    finding, reply = line.of.finding, line.of.reply
    about = reply.about if reply else Slot(EntryKind.REPLY, None, finding.slot, None)
    value = {"agree": line.stance == Stance.AGREE, "stance": line.stance, "text": line.text}
    return Said(about, value, (reply.uuid,) if reply else ())


def _renewed(lines: list[ReplyLine]) -> list[ReplyLine]:
    """What was typed with faults, beside what stands now."""
    db.session.flush()
    now = {each.finding.slot: each for each in _findings()}
    return [
        replace(line, of=now[line.of.finding.slot])
        if line.fault
        else _standing(now[line.of.finding.slot])
        for line in lines
    ]


def _page(lines: list[ReplyLine], saved: int = 0) -> str:
    return render_template(
        "unit_link/replies.html",
        link=g.link,
        standing=standing_of(db.session, g.link.visit),
        lines=lines,
        faults=[line for line in lines if line.fault],
        saved=saved,
        stances=list(Stance),
    )
