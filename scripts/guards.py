"""Take each guard of the phone page away and see that a test fails: `python -m scripts.guards`.

Everything happens in a copy of the repository, with the packages linked in. A guard is a piece of
source that is replaced by another; named are the tests of which at least one must then fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from scripts.commands import PHONE, ROOT
from scripts.python_packages import PYTHON

SOURCES = PHONE.relative_to(ROOT) / "src"
LEFT_OUT = ("node_modules", ".git", ".venv", "__pycache__", "instance", "results", "phone-data")
LINKED = (".venv", "survey_app/phone/node_modules", "survey_app/reports/fonts/node_modules")


@dataclass(frozen=True)
class Guard:
    """What is taken away, where, and which test must miss it."""

    name: str
    file: str
    there: str
    instead: str
    tests: str


SUDDEN = "tests/e2e/test_sudden_ends.py"
SERVERS = "tests/e2e/test_servers_change.py"
PEOPLE = "tests/e2e/test_who_is_there.py"
OFFLINE = "tests/e2e/test_offline.py"
RANDOM = "tests/e2e/test_random_faults.py"
GUARDS = (
    Guard(
        "typing is saved after a second at most",
        "store/autosave.ts",
        "export const AT_MOST = 1_000;",
        "export const AT_MOST = 60_000;",
        f"{SUDDEN}::test_a_kill_during_typing_costs_a_second_at_most",
    ),
    Guard(
        "the page says what it is saving",
        "screens/parts/shell.tsx",
        "if (typing.value > 0 || underway.value > 0) return t('typing');",
        "",
        f"{SUDDEN}::test_what_the_page_says_is_saved_survives_a_kill",
    ),
    Guard(
        "an expected photo is noted before the camera opens",
        "screens/photography.ts",
        "EXPECTED, {",
        "`not-${EXPECTED}`, {",
        f"{SUDDEN}::test_a_kill_behind_the_camera_keeps_the_words_and_says_that_a_photo_is_missing",
    ),
    Guard(
        "the ballast makes room for words",
        "vault/room.ts",
        "await vault.run((db) => db.delete('meta', BALLAST));",
        "",
        f"{SUDDEN}::test_on_a_full_phone_words_still_fit_and_a_photo_is_refused_in_words",
    ),
    Guard(
        "no photo takes the room of words",
        "vault/photos.ts",
        "await needBallast(vault);",
        "",
        f"{SUDDEN}::test_on_a_full_phone_words_still_fit_and_a_photo_is_refused_in_words",
    ),
    Guard(
        "a wiped phone says so",
        "store/vanished.ts",
        "if (!(await isThere(user))) gone.push",
        "if (await isThere(user)) gone.push",
        f"{SUDDEN}::test_a_wiped_phone_says_what_is_gone_and_gets_back_what_the_server_has",
    ),
    Guard(
        "one sender among the tabs",
        "outbox/lock.ts",
        "if (!locks) return byLease(vault, work);",
        "await work();\n  return true;",
        f"{PEOPLE}::test_two_tabs_see_the_same_and_send_everything_once",
    ),
    Guard(
        "tabs tell each other",
        "store/bell.ts",
        "if (channel) channel.postMessage('written');",
        "if (channel) return;",
        f"{PEOPLE}::test_two_tabs_see_the_same_and_send_everything_once",
    ),
    Guard(
        "each person has a vault of their own",
        "vault/open.ts",
        "new Store(`vault-${user}`",
        "new Store(`vault-${user.slice(0, 0)}`",
        f"{PEOPLE}::test_signing_out_with_unsent_work_is_refused_and_nobody_else_sees_it",
    ),
    Guard(
        "signing out is refused with unsent work",
        "screens/settings.tsx",
        "if (mayDepart() || exported) await depart();",
        "if (mayDepart() || !exported) await depart();",
        f"{PEOPLE}::test_signing_out_with_unsent_work_is_refused_and_nobody_else_sees_it",
    ),
    Guard(
        "who leaves in one tab leaves in all",
        "store/start.ts",
        "if (await heardOfLogin()) {",
        "if ((await heardOfLogin()) && false) {",
        f"{PEOPLE}::test_who_leaves_in_one_tab_leaves_in_all",
    ),
    Guard(
        "held is not sent",
        "outbox/machine.ts",
        "return receipt.heldBecause === null",
        "return receipt.heldBecause !== undefined",
        f"{PEOPLE}::test_what_a_removed_member_sends_is_held_for_the_office_and_said",
    ),
    Guard(
        "the rescue file names its person",
        "store/rescue.ts",
        "id: Number(user.id)",
        "id: user.id",
        f"{PEOPLE}::test_the_rescue_file_of_a_phone_is_brought_in_at_the_office_and_nothing_doubles",
    ),
    Guard(
        "a receipt repeats the hash",
        "outbox/machine.ts",
        "return receipt?.digest === each.digest",
        "return receipt !== undefined",
        f"{SERVERS}::test_half_an_answer_or_a_false_one_is_no_receipt[forge]",
    ),
    Guard(
        "a portal's page is nobody's answer",
        "api/http.ts",
        "if (!isToBelieve(response)) return later(response);",
        "if (!isToBelieve(response)) return { kind: 'refused', status: 401, code: '', body: 0 };",
        f"{OFFLINE}::test_a_portal_that_answers_for_the_server_is_not_believed",
    ),
    Guard(
        "a clock that ran ahead makes nothing old",
        "store/start.ts",
        "const now = Math.min(Date.now(), serverTime.value);",
        "const now = Date.now();",
        f"{PEOPLE}::test_a_clock_that_is_years_off_loses_nothing_and_delays_nothing[10]",
    ),
    Guard(
        "two answers to one item are both shown",
        "screens/cards/card.tsx",
        "(cell?.heads.length ?? 0) > 1",
        "(cell?.heads.length ?? 0) > 2",
        f"{OFFLINE}::test_two_phones_apart_meet_without_losing_either",
    ),
    Guard(
        "a restored server is asked what it lacks",
        "store/sending.ts",
        "typeof known !== 'string' || (await offerAgain(place, epoch))",
        "typeof known !== 'string' || epoch !== known",
        f"{SERVERS}::test_a_server_restored_from_a_backup_gets_back_what_it_lacks",
    ),
    Guard(
        "a new page waits for a cold start",
        "worker.ts",
        "self.addEventListener('activate'",
        "self.addEventListener('install', () => void self.skipWaiting());\n"
        "self.addEventListener('activate'",
        f"{SERVERS}::test_a_new_page_waits_for_a_cold_start_and_the_draft_stays",
    ),
    Guard(
        "two old versions stay",
        "worker.ts",
        "const OLD_VERSIONS = 2;",
        "const OLD_VERSIONS = 0;",
        f"{SERVERS}::test_a_new_page_waits_for_a_cold_start_and_the_draft_stays",
    ),
    Guard(
        "a half sent entry is taken up again",
        "outbox/drain.ts",
        "if (left.length > 0) await shelf.put(left.map(recovered));",
        "",
        RANDOM,
    ),
)


def main() -> int:
    """Try those whose name holds the words given, or all; how many went unnoticed."""
    asked = " ".join(sys.argv[1:])
    missed = [guard.name for guard in GUARDS if asked in guard.name and not _is_noticed(guard)]
    print(
        f"!! unnoticed: {', '.join(missed)}" if missed else "every guard is missed when it is gone"
    )
    return len(missed)


def _is_noticed(guard: Guard) -> bool:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        _copy(copy)
        _take_away(copy / SOURCES / guard.file, guard)
        build = "from scripts.phone import ensure_phone_page; ensure_phone_page()"
        subprocess.run([PYTHON, "-c", build], cwd=copy, check=True, capture_output=True)
        done = _tests(copy, guard.tests)
    print(f"{'missed ' if done else 'UNNOTICED'} {guard.name} ({time.monotonic() - begun:.0f} s)")
    return done


def _tests(copy: Path, tests: str) -> bool:
    """Whether they fail, and not for another reason than a test's own."""
    command = [str(PYTHON), "-m", "pytest", "-q", "-x", "-n0", "-p", "no:cacheprovider", tests]
    env = os.environ | {"FAULT_RUNS": "50"}
    return (
        subprocess.run(command, cwd=copy, env=env, check=False, capture_output=True).returncode == 1
    )


def _copy(to: Path) -> None:
    shutil.copytree(ROOT, to, ignore=shutil.ignore_patterns(*LEFT_OUT), symlinks=True)
    for name in LINKED:
        if (ROOT / name).exists():
            (to / name).symlink_to((ROOT / name).resolve())


def _take_away(file: Path, guard: Guard) -> None:
    text = file.read_text()
    if text.count(guard.there) != 1:
        raise SystemExit(f"{guard.name}: {guard.file} has not, or not once: {guard.there}")
    file.write_text(text.replace(guard.there, guard.instead))


if __name__ == "__main__":
    sys.exit(main())
