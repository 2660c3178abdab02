"""Taking photos and what can be done with them, as a thumb knows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FileChooser, expect

from tests.e2e.pages.phone import Card, PhonePage

# The value of a name in the part of the vault that holds single facts.
FACT = """async ([name]) => {
  const known = (await indexedDB.databases()).find((each) => each.name.startsWith('vault-'));
  const db = await new Promise((done, fail) => {
    const asked = indexedDB.open(known.name);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  const found = await new Promise((done) => {
    const asked = db.transaction('meta').objectStore('meta').get(name);
    asked.onsuccess = () => done(asked.result ?? null);
  });
  db.close();
  return found;
}"""
# The hashes of all photos in the vault.
KEPT = FACT.replace("[name]", "").replace(
    "'meta').objectStore('meta').get(name)", "'photos').objectStore('photos').getAllKeys()"
)


@dataclass
class Photos:
    """The photos of one phone."""

    phone: PhonePage

    def tap_camera(self, card: Card) -> FileChooser:
        """One tap on the card's camera, which opens."""
        with self.phone.page.expect_file_chooser() as opening:
            card.box.get_by_role("button", name=f"Chụp ảnh {card.code}").click()
        return opening.value

    def read_notice(self, card: Card, *, told: bool) -> FileChooser:
        """The first photo of a visit: the notice comes first, then the camera."""
        card.box.get_by_role("button", name=f"Chụp ảnh {card.code}").click()
        sheet = self.phone.sheet
        expect(sheet).to_contain_text("Trước khi chụp ảnh")
        if told:
            sheet.get_by_label("Đã thông báo việc chụp ảnh").check()
        with self.phone.page.expect_file_chooser() as opening:
            sheet.get_by_role("button", name="Chụp ảnh").click()
        return opening.value

    def choose(self, card: Card, files: Sequence[Path]) -> None:
        """Several from the gallery at once; their sheet stays open."""
        card.box.get_by_test_id(f"gallery-{card.code}").set_input_files(list(files))

    def tap(self, words: str) -> None:
        """A button of the sheet that is open."""
        self.phone.sheet.get_by_role("button", name=words, exact=True).click()

    def fact(self, name: str) -> Any:
        """What the vault says under this name."""
        return self.phone.page.evaluate(FACT, [name])

    def wait_for(self, name: str, is_so: Callable[[Any], bool]) -> None:
        """Wait until the vault says what it should under this name."""
        for _ in range(400):
            if is_so(self.fact(name)):
                return
            self.phone.page.wait_for_timeout(50)
        pytest.fail(f"{name} is {self.fact(name)}")

    def kept(self) -> list[str]:
        """The hashes of the photos whose bytes are on this phone."""
        found: list[str] = self.phone.page.evaluate(KEPT)
        return found
