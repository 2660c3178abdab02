"""What lies in the vault of a phone, read from the browser's own database and not from a screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.support.phone import Sent, digest

READ = """async () => {
  const named = (await indexedDB.databases()).find((each) => each.name.startsWith('vault-'));
  if (!named) return null;
  const db = await new Promise((done, fail) => {
    const asked = indexedDB.open(named.name);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  const all = (store) => new Promise((done, fail) => {
    const asked = db.transaction(store).objectStore(store).getAll();
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  const rows = { entries: await all('entries'), outbox: await all('outbox') };
  db.close();
  return { entries: rows.entries.map((row) => row.entry), parcels: rows.outbox };
}"""


@dataclass(frozen=True)
class Vault:
    """The entries made on a phone, and how far each thing has come."""

    entries: dict[str, Sent]
    parcels: dict[str, dict[str, Any]]

    @property
    def states(self) -> set[str]:
        """All states there are."""
        return {each["state"] for each in self.parcels.values()}

    @property
    def photos(self) -> set[str]:
        """The hashes of the photos."""
        return {name for name, each in self.parcels.items() if each["kind"] == "photo"}

    def values(self, kind: str, item: str) -> list[Any]:
        """What was recorded of this kind about an item, in the order of recording."""
        made = [x for x in self.entries.values() if (x["kind"], x["item"]) == (kind, item)]
        return [each["value"] for each in sorted(made, key=lambda each: int(each["seq"]))]


def vault_of(page: Page) -> Vault:
    """Read the one vault of this phone."""
    held = page.evaluate(READ) or {"entries": [], "parcels": []}
    return Vault(
        {each["id"]: each for each in held["entries"]},
        {each["id"]: each for each in held["parcels"]},
    )


def differences(vault: Vault, log: list[Sent]) -> list[str]:
    """What of the phone the server lacks, has otherwise, has twice, or has from nowhere."""
    device = {each["device"] for each in vault.entries.values()}
    ours = [each for each in log if each["device"] in device]
    there = {each["id"]: each for each in ours}
    numbers = {(each["device"], each["seq"]) for each in ours}
    found = [f"lost: {id_}" for id_ in vault.entries.keys() - there.keys()]
    found += [f"from nowhere: {id_}" for id_ in there.keys() - vault.entries.keys()]
    found += ["doubled"] * (len(ours) - len(numbers))
    found += [
        f"other: {id_}"
        for id_ in vault.entries.keys() & there.keys()
        if digest(vault.entries[id_])
        != digest({name: there[id_].get(name) for name in vault.entries[id_]})
    ]
    return found
