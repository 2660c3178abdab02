"""What happens to phones: killed without a word, filled to the brim, wiped, set to another year."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

# A phone's clock that is so many milliseconds off.
CLOCK = """(() => {
  const Real = Date;
  const off = %d;
  globalThis.Date = class extends Real {
    constructor(...given) {
      if (given.length > 0) super(...given);
      else super(Real.now() + off);
    }
    static now() { return Real.now() + off; }
  };
})()"""
A_YEAR = 365 * 24 * 3600 * 1000


def kill(profile: Path) -> None:
    """End the browser of this profile as a battery does."""
    process = _browser_of(profile)
    os.kill(process, signal.SIGKILL)
    until = time.monotonic() + 10
    while time.monotonic() < until and _is_running(process):
        time.sleep(0.02)


def _browser_of(profile: Path) -> int:
    """The process that the others of this profile are the children of: it alone has no type."""
    for told in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = told.read_bytes().decode(errors="replace")
        except OSError:
            continue
        if f"--user-data-dir={profile}" in words and "--type=" not in words:
            return int(told.parent.name)
    raise LookupError(f"no browser runs on {profile}")


def _is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        # Gone before it was opened, or between opening and reading.
        return False
    return state != "Z"


# Another database of the same origin takes what is left, in pieces down to a kilobyte.
FILL = """async () => {
  const db = await new Promise((done) => {
    const asked = indexedDB.open('filler', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore('junk', { autoIncrement: true });
    asked.onsuccess = () => done(asked.result);
  });
  const add = (size) => new Promise((done) => {
    const junk = new Uint8Array(size);
    for (let at = 0; at < size; at += 65536) crypto.getRandomValues(junk.subarray(at, at + 65536));
    const tx = db.transaction('junk', 'readwrite');
    tx.objectStore('junk').add(junk.buffer);
    [tx.oncomplete, tx.onabort] = [() => done(true), () => done(false)];
  });
  for (let size = 1 << 20; size >= 1 << 10; size /= 2) {
    let more = true;
    while (more) more = await add(size);
  }
  db.close();
}"""
EMPTY = """() => new Promise((done) => {
  indexedDB.deleteDatabase('filler').onsuccess = () => done();
})"""


class Disk:
    """What the browser thinks of the disk; a quota lasts as long as this line to it."""

    def __init__(self, page: Page, origin: str) -> None:
        self._page = page
        self._line = page.context.new_cdp_session(page)
        self._origin = origin

    def quota(self, size: int) -> None:
        """The bytes that the origin may have; to be set before it has any."""
        self._do("overrideQuotaForOrigin", quotaSize=size)

    def fill(self) -> None:
        """Take all that is left of it."""
        self._page.evaluate(FILL)

    def empty(self) -> None:
        """Give it back."""
        self._page.evaluate(EMPTY)

    def evict(self, kinds: str) -> None:
        """Throw away what the origin has of these kinds, as a browser does with a full disk."""
        self._do("clearDataForOrigin", storageTypes=kinds)

    def _do(self, act: str, **more: Any) -> None:
        self._line.send(f"Storage.{act}", {"origin": self._origin, **more})


def set_clock(context: BrowserContext, years: int) -> None:
    """Put the phone's clock off by so many years, from the next page on."""
    context.add_init_script(CLOCK % (years * A_YEAR))
