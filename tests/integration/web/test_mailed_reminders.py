"""Reminders by e-mail, where a mail server is set: once a day, told when they fail, tried again."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from survey_app.audit.models import AuditRow
from survey_app.core import clock
from survey_app.core.outside import Cover, MailSettings
from survey_app.visits.models import Round, Unit
from survey_app.visits.round_models import Reminder
from survey_app.visits.rules import Mail, MailFault
from tests.support.desk import words_of
from tests.support.letters import file_words
from tests.support.mail_server import Post, certificate, mail_server

HH, DK = "huonghoa@vidu.example", "dakrong@vidu.example"
BOTH = ["LD-HUONGHOA", "LD-DAKRONG"]


@pytest.fixture
def post():
    with mail_server(Post()) as made:
        yield made


@pytest.fixture
def use(app, monkeypatch):
    """Set a mail server."""

    def done(**more):
        given: dict[str, Any] = {"host": "127.0.0.1", "port": 1, "user": "", "password": ""}
        given |= {"sender": "vanphong@vidu.example", "cover": Cover.NONE} | more
        changed = replace(app.extensions["settings"], mail=MailSettings(**given))
        monkeypatch.setitem(app.extensions, "settings", changed)

    return done


@pytest.fixture
def office(cast, desk, post, use):
    use(port=post.port)
    return desk(cast.chau)


@pytest.fixture
def page(cast):
    return f"/round/{cast.round.id}/following"


@pytest.fixture
def owing(cast, change):
    """Both units owe their reports since two days, and have addresses."""

    def due(session):
        session.get(Round, cast.round.id).reports_due_on = clock.today() - timedelta(days=2)
        for unit in session.scalars(select(Unit)):
            unit.email = HH if unit.code == "LD-HUONGHOA" else DK

    change(due)
    return f"/round/{cast.round.id}/reminders"


@pytest.fixture
def send(office, owing, work):
    """Order e-mail for these units and have it sent; the page that follows, in words."""

    def done(*units, **more):
        data = {"units": list(units) or BOTH, "act": "mail"} | more
        reply = office.post(owing, data=data, follow_redirects=True)
        work()
        return words_of(reply.get_data(as_text=True))

    return done


def test_units_are_reminded_in_the_words_of_the_letter(office, owing, send, post, page):
    until = clock.today() + timedelta(days=5)
    ordered = send(until=until.isoformat())
    letter = file_words(office.get(f"{owing}/LD-HUONGHOA.docx").data)
    shown = words_of(office.get(page).get_data(as_text=True))

    mail = post.messages[post.recipients.index(HH)]
    text = mail.get_content()
    asked = next(line for line in text.splitlines() if line.startswith("Theo kế hoạch"))
    assert "Đang gửi thư cho 2 đơn vị." in ordered
    assert sorted(post.recipients) == [DK, HH]
    assert (mail["To"], mail["From"]) == (HH, "vanphong@vidu.example")
    assert mail["Subject"].startswith("Thông báo đôn đốc gửi báo cáo – ")
    assert asked in letter
    assert "Kính gửi: LĐLĐ huyện Hướng Hóa" in text
    assert f"trước ngày {until:%d/%m/%Y}." in text
    assert "…" not in text
    assert shown.count("đã gửi thư") == 2
    assert shown.count("đã đôn đốc 1 lần") == 2


def test_a_unit_gets_one_mail_a_day_however_it_is_asked(send, post, owing, office, look):
    send("LD-HUONGHOA")
    again = send()
    noted = office.post(owing, data={"units": BOTH}, follow_redirects=True)

    assert sorted(post.recipients) == [DK, HH]
    assert "1 đơn vị đã đôn đốc hôm nay, không ghi lại." in again
    assert "2 đơn vị đã đôn đốc hôm nay" in noted.get_data(as_text=True)
    assert len(look(select(Reminder))) == 2


def test_a_unit_without_an_address_is_told_and_the_others_get_theirs(send, post, change, look):
    change(
        lambda session: setattr(session.scalar(select(Unit).where(Unit.email == DK)), "email", "")
    )

    told = send()
    alone = send("LD-DAKRONG")

    assert "Chưa có thư điện tử, đề nghị gửi công văn: LĐLĐ huyện Đakrông." in told
    assert "Các đơn vị đã chọn chưa có thư điện tử; chưa gửi thư nào." in alone
    assert "chưa có thư điện tử, nhập" in told
    assert post.recipients == [HH]
    assert len(look(select(Reminder))) == 1


@pytest.mark.parametrize("until", ["2020-01-01", "mai"])
def test_a_deadline_that_is_past_or_no_day_sends_nothing(send, post, until):
    assert "Hạn mới phải là một ngày từ hôm nay trở đi; chưa gửi thư nào." in send(until=until)
    assert post.messages == []


def test_a_refused_address_is_told_and_tried_again_when_it_is_right(send, post, office, page, look):
    post.refuses.add(HH)
    send()
    failed = words_of(office.get(page).get_data(as_text=True))
    post.refuses.clear()
    send()
    after = words_of(office.get(page).get_data(as_text=True))

    assert (
        f"thư ngày {clock.today():%d/%m/%Y} không gửi được: địa chỉ của đơn vị bị từ chối" in failed
    )
    assert failed.count("đã đôn đốc 1 lần") == 1
    assert sorted(post.recipients) == [DK, HH]
    assert "thư ngày" not in after
    assert {each.tries for each in look(select(Reminder))} == {1, 2}
    assert look(select(AuditRow.action).where(AuditRow.action == "reminder.changed"))


def test_what_failed_by_mail_can_be_noted_as_sent_by_letter(send, post, office, owing, look):
    post.refuses.add(HH)
    send("LD-HUONGHOA")

    reply = office.post(owing, data={"units": "LD-HUONGHOA"}, follow_redirects=True)

    assert "Đã ghi đôn đốc 1 đơn vị." in reply.get_data(as_text=True)
    (row,) = look(select(Reminder))
    assert (row.mail, row.mail_fault, row.mailed_to) == (Mail.NONE, None, "")


@pytest.mark.parametrize(
    ("post_is", "set_", "fault"),
    [
        pytest.param({"goes_away": True}, {}, MailFault.AWAY, id="hangs up"),
        pytest.param({"password": "right"}, {"user": "u", "password": "wrong"}, MailFault.LOGIN,
                     id="wrong password"),
        pytest.param({}, {"user": "u", "password": "p"}, MailFault.TLS, id="no way to sign in"),
        pytest.param({}, {"cover": Cover.STARTTLS}, MailFault.TLS, id="no TLS"),
        pytest.param({}, {"cover": Cover.TLS}, MailFault.TLS, id="TLS to a plain port"),
        pytest.param({}, {"host": "khong-co.invalid"}, MailFault.AWAY, id="no such server"),
    ],
)  # fmt: skip
def test_a_server_in_trouble_is_told_for_every_unit(send, post, use, look, post_is, set_, fault):
    for name, value in post_is.items():
        setattr(post, name, value)
    use(**{"port": post.port} | set_)

    send()

    rows = look(select(Reminder))
    assert [(row.mail, row.mail_fault) for row in rows] == [(Mail.FAILED, fault)] * 2
    assert post.messages == []


def test_nobody_answering_is_told(send, use, look):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        use(port=taken.getsockname()[1])
        send()

    assert {row.mail_fault for row in look(select(Reminder))} == {MailFault.AWAY}


@pytest.mark.parametrize(
    ("is_trusted", "mail", "fault"),
    [(True, Mail.SENT, None), (False, Mail.FAILED, MailFault.TLS)],
)
def test_the_password_goes_over_tls_to_the_right_server_only(
    send, post, use, look, tmp_path, monkeypatch, is_trusted, mail, fault
):
    file, post.certificate = certificate(tmp_path)
    post.password = "right"
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    use(port=post.port, cover=Cover.STARTTLS, user="u", password="right", host="localhost")

    send("LD-HUONGHOA")

    (row,) = look(select(Reminder))
    assert (row.mail, row.mail_fault) == (mail, fault)
    assert post.users == ([("u", "right")] if is_trusted else [])
    assert post.over_tls == ([True] if is_trusted else [])


@pytest.mark.parametrize(
    "address",
    ["a@b.example\r\nBcc: ai@vidu.example", "a@b.example, ai@vidu.example", "ai", "a b@c.example"],
)
def test_an_address_that_is_more_than_one_address_is_never_written_to(
    send, post, change, look, address
):
    change(lambda session: setattr(session.scalar(select(Unit)), "email", address))

    send("LD-HUONGHOA")

    assert post.messages == []
    assert [row.mail_fault for row in look(select(Reminder))] == [MailFault.ADDRESS]


def test_a_line_end_in_the_name_of_a_round_ends_no_header(send, post, change, cast):
    name = "Đợt thử\r\nBcc: ai@vidu.example"
    change(lambda session: setattr(session.get(Round, cast.round.id), "name", name))

    send("LD-HUONGHOA")

    assert post.messages[0]["Bcc"] is None
    assert post.messages[0]["Subject"].endswith("Đợt thử Bcc: ai@vidu.example")
    assert post.recipients == [HH]


def test_what_was_broken_off_is_told_and_sent_again_only_when_asked(
    send, post, office, owing, page, change, work, look
):
    office.post(owing, data={"units": "LD-HUONGHOA", "act": "mail"})
    early = words_of(office.get(page).get_data(as_text=True))
    long_ago = clock.now() - timedelta(hours=1)
    change(lambda session: setattr(session.scalar(select(Reminder)), "mailed_at", long_ago))
    lost = words_of(office.get(page).get_data(as_text=True))
    send("LD-HUONGHOA")

    assert "thư chờ gửi" in early
    assert "việc gửi bị ngắt giữa chừng" in lost
    # Two jobs know of it by now, the one that was lost and the one that was asked for.
    assert post.recipients == [HH]
    assert [row.mail for row in look(select(Reminder))] == [Mail.SENT]


def test_without_a_mail_server_there_are_letters_only(cast, desk, owing, page, look):
    browser = desk(cast.chau)

    shown = words_of(browser.get(page).get_data(as_text=True))
    reply = browser.post(owing, data={"units": BOTH, "act": "mail"})

    assert "Gửi thư đôn đốc" not in shown
    assert HH not in shown
    assert reply.status_code == 422
    assert "Máy chủ chưa được thiết lập để gửi thư điện tử." in reply.get_data(as_text=True)
    assert look(select(Reminder)) == []
