"""Settings are read at once, with every fault."""

from __future__ import annotations

import stat

import pytest

from survey_app.core.settings import SettingsFaults, read


def test_without_any_setting_everything_lies_in_one_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    settings = read({})

    assert settings.data == tmp_path / "instance"
    assert settings.database_url == f"sqlite:///{tmp_path}/instance/survey.sqlite3"
    assert (settings.port, settings.base_url) == (8000, "http://localhost:8000")


def test_the_secret_key_is_made_once_kept_and_readable_by_us_alone(tmp_path):
    first = read({"SURVEY_DATA": str(tmp_path)})
    second = read({"SURVEY_DATA": str(tmp_path)})

    assert first.secret_key == second.secret_key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_database_address_of_postgresql_names_its_driver(tmp_path):
    settings = read({"SURVEY_DATA": str(tmp_path), "DATABASE_URL": "postgresql://u@h/d"})

    assert settings.database_url == "postgresql+psycopg://u@h/d"
    assert not settings.is_sqlite


def test_every_fault_is_told_at_once(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    wrong = {
        "SURVEY_DATA": str(file / "below"),
        "PORT": "0",
        "DATABASE_URL": "mysql://h/d",
        "JOBS_URL": "amqp://h",
        "BASE_URL": "khao-sat",
        "WEB_CONCURRENCY": "two",
        "SECRET_KEY": "short",
    }

    with pytest.raises(SettingsFaults) as caught:
        read(wrong)

    assert [each.partition(":")[0] for each in caught.value.faults] == [
        "SURVEY_DATA",
        "PORT",
        "DATABASE_URL",
        "JOBS_URL",
        "BASE_URL",
        "WEB_CONCURRENCY",
        "SECRET_KEY",
    ]


@pytest.mark.parametrize("name", ["BASE_URL", "JOBS_URL"])
def test_an_address_that_cannot_be_read_is_told(tmp_path, name):
    with pytest.raises(SettingsFaults, match=name):
        read({"SURVEY_DATA": str(tmp_path), name: "http://[::1"})


@pytest.mark.parametrize("port", ["70000", "-1", "eight", "8 000"])
def test_a_port_that_is_none_is_told(tmp_path, port):
    with pytest.raises(SettingsFaults, match="PORT"):
        read({"SURVEY_DATA": str(tmp_path), "PORT": port})


def test_cookies_are_secure_behind_tls_only(tmp_path):
    over_tls = read({"SURVEY_DATA": str(tmp_path), "BASE_URL": "https://khao-sat.example/"})

    assert over_tls.is_https
    assert over_tls.base_url == "https://khao-sat.example"


MAIL = {"SMTP_HOST": "mail.example", "SMTP_FROM": "vanphong@vidu.example"}


@pytest.mark.parametrize(
    ("more", "port", "cover"),
    [
        ({}, 587, "starttls"),
        ({"SMTP_TLS": "TLS"}, 465, "tls"),
        ({"SMTP_TLS": "none"}, 25, "none"),
        ({"SMTP_PORT": "2525", "SMTP_USER": "u", "SMTP_PASSWORD": "p"}, 2525, "starttls"),
        ({"SMTP_TLS": "none", "SMTP_USER": "u", "SMTP_PASSWORD": "p", "SMTP_HOST": "localhost"},
         25, "none"),
    ],
)  # fmt: skip
def test_a_mail_server_is_reached_at_the_port_of_its_kind(tmp_path, more, port, cover):
    mail = read({"SURVEY_DATA": str(tmp_path)} | MAIL | more).mail

    assert mail is not None
    assert (mail.port, mail.cover) == (port, cover)
    assert "'p'" not in repr(mail)


def test_without_a_mail_server_there_is_none(tmp_path):
    assert read({"SURVEY_DATA": str(tmp_path), "SMTP_HOST": " "}).mail is None


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"SMTP_HOST": ""}, ["SMTP_HOST"]),
        ({"SMTP_FROM": "Văn phòng"}, ["SMTP_FROM"]),
        ({"SMTP_FROM": "a@b.example\nBcc: c@d.example"}, ["SMTP_FROM"]),
        ({"SMTP_USER": "u"}, ["SMTP_USER, SMTP_PASSWORD"]),
        ({"SMTP_USER": "u", "SMTP_PASSWORD": "mật khẩu"}, ["SMTP_USER, SMTP_PASSWORD"]),
        ({"SMTP_TLS": "none", "SMTP_USER": "u", "SMTP_PASSWORD": "p"}, ["SMTP_TLS"]),
        ({"SMTP_TLS": "ssl", "SMTP_PORT": "x", "SMTP_HOST": "", "SMTP_FROM": "", "PORT": "0"},
         ["PORT", "SMTP_TLS", "SMTP_PORT", "SMTP_HOST", "SMTP_FROM"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_mail_server_is_told_with_the_rest(tmp_path, given, told):
    with pytest.raises(SettingsFaults) as caught:
        read({"SURVEY_DATA": str(tmp_path)} | MAIL | given)

    assert [each.partition(":")[0] for each in caught.value.faults] == told


OIDC = {
    "OIDC_ISSUER": "https://login.example",
    "OIDC_CLIENT_ID": "khao-sat",
    "OIDC_CLIENT_SECRET": "bi-mat-day",
}


def test_a_provider_is_known_by_three_settings_and_its_secret_is_not_told(tmp_path):
    oidc = read({"SURVEY_DATA": str(tmp_path)} | OIDC).oidc

    assert oidc is not None
    assert oidc.claim == "preferred_username"
    assert "bi-mat-day" not in repr(oidc)
    assert read({"SURVEY_DATA": str(tmp_path), "OIDC_CLAIM": ""}).oidc is None


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"OIDC_ISSUER": "http://login.example"}, ["OIDC_ISSUER"]),
        ({"OIDC_ISSUER": "login.example"}, ["OIDC_ISSUER"]),
        ({"OIDC_ISSUER": "https://login.example/?x=1"}, ["OIDC_ISSUER"]),
        ({"OIDC_ISSUER": "https://[login"}, ["OIDC_ISSUER"]),
        ({"OIDC_CLAIM": "a b"}, ["OIDC_CLAIM"]),
        ({"OIDC_ISSUER": "", "OIDC_CLIENT_ID": "", "OIDC_CLIENT_SECRET": "", "OIDC_CLAIM": "sub"},
         ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_provider_is_told(tmp_path, given, told):
    with pytest.raises(SettingsFaults) as caught:
        read({"SURVEY_DATA": str(tmp_path)} | OIDC | given)

    assert [each.partition(":")[0] for each in caught.value.faults] == told
