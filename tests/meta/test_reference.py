"""The pages of reference and the files of deployment say what the code says, and all of it."""

import re
from pathlib import Path

import pytest
import yaml

from scripts.reference import PAGES
from survey_app.edge.limits import LARGEST_RESCUE
from tests.meta.tree import ROOT, sources

SETTINGS_PAGE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
DEPLOY = ROOT / "deploy"
# A setting as the code reads it; tests and benchmarks have variables of their own.
READ = re.compile(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"")
# What the other programs of the compose file, and the shell, want to know.
OTHERS = {
    "POSTGRES_USER", "POSTGRES_PASSWORD", "MINIO_ROOT_USER", "MINIO_ROOT_PASSWORD",
    "STORAGE_PASSWORD", "PYTHONUNBUFFERED",
}  # fmt: skip


def read_by_the_code() -> set[str]:
    """Every setting that the application reads."""
    ours = [path for path in sources(".py") if "survey_app" in path.parts]
    return {name for path in ours for name in READ.findall(path.read_text(encoding="utf-8"))}


def told(heading: str) -> set[str]:
    """The names in the table under a heading of the page of settings."""
    part = re.split(r"^#+ ", SETTINGS_PAGE, flags=re.MULTILINE)
    (table,) = (each for each in part if each.startswith(heading))
    return set(re.findall(r"^\| `([A-Z_0-9]+)` \| \S.*\|$", table, re.MULTILINE))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_made_from_the_code_is_up_to_date(name):
    kept = (ROOT / "docs" / name).read_text(encoding="utf-8")

    assert kept == PAGES[name](), "run: .venv/bin/python -m scripts.reference"


def test_the_page_of_settings_tells_each_setting_and_no_other():
    assert {"SURVEY_DATA", "WEB_CONCURRENCY", "LOG_REQUESTS"} <= read_by_the_code()
    assert told("Thiết lập") == read_by_the_code()


def test_a_setting_of_the_tests_is_told():
    asked = {
        name
        for path in (ROOT / "tests").rglob("*.py")
        for name in re.findall(r"\bTEST_[A-Z]+_URL\b", path.read_text(encoding="utf-8"))
    }

    assert asked <= told("Kiểm thử")


def test_the_example_of_settings_names_each_setting_and_no_other():
    example = (DEPLOY / "survey.env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))

    assert named == read_by_the_code() | told("Kho S3")


def test_the_image_and_the_compose_file_name_only_settings_that_there_are():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    given = {name for each in compose["services"].values() for name in each.get("environment", {})}
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    (line,) = re.findall(r"^ENV (.+)$", dockerfile, re.MULTILINE)
    given |= set(re.findall(r"([A-Z_]+)=", line))
    asked = set(re.findall(r"\$\{([A-Z_]+)", (DEPLOY / "compose.yaml").read_text("utf-8")))
    known = read_by_the_code() | told("Kho S3") | OTHERS

    assert {
        name for name in given | asked if name not in known and name != "MC_HOST_storage"
    } == set()
    assert read_by_the_code() <= given


def test_the_proxy_lets_through_the_largest_body_that_the_application_takes():
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    (size,) = re.findall(r"client_max_body_size (\d+)m;", text)

    # A form has a little around its file.
    assert int(size) * 1024 * 1024 >= LARGEST_RESCUE + 1024 * 1024


def test_the_proxy_keeps_the_secrets_of_units_links_out_of_its_log():
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    (place,) = re.findall(r"location /unit/ \{([^}]*)\}", text)

    assert "access_log off;" in place
    assert "proxy_pass http://127.0.0.1:8000;" in place


@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("*.service")), ids=lambda path: path.name)
def test_a_unit_starts_something_that_there_is(unit: Path):
    text = unit.read_text(encoding="utf-8")
    (order,) = re.findall(r"^ExecStart=/srv/survey/app/(\S+)(.*)$", text, re.MULTILINE)

    if order[0] == ".venv/bin/flask":
        assert order[1] == " --app wsgi serve"
    else:
        assert (ROOT / order[0]).stat().st_mode & 0o111


def test_every_file_of_the_deployment_is_named_in_its_guide():
    guide = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    told_of = re.findall(r"\(\.\./deploy/([\w.-]+)\)", guide)
    beside = {"Dockerfile.dockerignore", "survey-backup"}

    assert {path.name for path in DEPLOY.iterdir()} - beside == set(told_of)
