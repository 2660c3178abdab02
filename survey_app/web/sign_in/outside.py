"""Signing in by the provider that is set: there, and back.

The way back is a GET, since the browser brings no cookie along with a form of another site; the
state that only this browser has stands for the token of a form.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from survey_app.edge import db, public, settings
from survey_app.edge.database import writing
from survey_app.edge.limits import limiter, refused
from survey_app.edge.provider import Refused, Why, come_back, leave_for_provider
from survey_app.visits import factors
from survey_app.web.frame import own_path
from survey_app.web.sign_in.forms import CodeForm, SignInForm
from survey_app.web.sign_in.steps import begin, begin_half

outside = Blueprint("outside", __name__)
ONWARD = "onward"

SENTENCES = {
    Why.AWAY: _("Không kết nối được nơi xác thực của cơ quan. Thử lại sau, hoặc dùng mật khẩu."),
    Why.STATE: _("Lần đăng nhập này đã quá lâu hoặc không bắt đầu từ máy này. Đề nghị thử lại."),
    Why.TOKEN: _("Nơi xác thực trả lời không hợp lệ nên chưa đăng nhập. Đề nghị báo quản trị."),
    Why.DECLINED: _("Việc xác thực đã bị huỷ hoặc bị từ chối. Thử lại, hoặc dùng mật khẩu."),
    Why.UNKNOWN: _("Chưa có tài khoản đang dùng ứng với người này. Đề nghị Văn phòng cấp."),
}
STATUSES = {Why.AWAY: 503, Why.TOKEN: 502, Why.STATE: 401, Why.DECLINED: 401, Why.UNKNOWN: 401}


@outside.get("/sign-in/provider")
@public
@limiter.limit("60/minute")
def leave() -> ResponseReturnValue:
    """To the provider; where one was going is kept until one is back."""
    session[ONWARD] = own_path(request.args.get("next"))
    back = url_for("desk.sign_in.outside.back")
    try:
        return leave_for_provider(f"{settings().base_url}{back}")
    except Refused as refusal:
        return _again(refusal.why)


@outside.get("/sign-in/provider/back")
@public
@limiter.limit("20/minute", deduct_when=refused)
def back() -> ResponseReturnValue:
    """Back from the provider: in, or to the code where the account asks for one."""
    onward = own_path(session.get(ONWARD)) or url_for("desk.home.show")
    try:
        person = come_back()
    except Refused as refusal:
        return _again(refusal.why)
    if factors.is_asked(db.session, person):
        begin_half(person)
        form = CodeForm(formdata=None)
        return render_template("sign_in/code.html", form=form, fault="", onward=onward)
    # What was read ends here, so that the login can take its place among writers.
    db.session.commit()
    with writing():
        begin(person)
        db.session.commit()
    return redirect(onward, 303)


def _again(why: Why) -> ResponseReturnValue:
    onward = own_path(session.get(ONWARD)) or url_for("desk.home.show")
    fault, form = SENTENCES[why], SignInForm(formdata=None)
    page = render_template("sign_in/show.html", form=form, fault=fault, onward=onward)
    return page, STATUSES[why]
