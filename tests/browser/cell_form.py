"""A cell's form as a person meets it, in the drawer beside a list or as a page of its own."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from renaksi.evidence.tests import files


class CellForm:
    """What one sees and does in an open cell; ``root`` is the drawer or the sheet of the page."""

    def __init__(self, page: Page, root: str = "#laci") -> None:
        self.page = page
        self.root = page.locator(root)
        self.outcomes = self.root.get_by_role("radio")
        self.amount = self.root.locator("[data-amount]")
        self.proofs = self.root.locator("[data-evidence-item]")
        self.saved = page.locator(".note-success")

    def outcome(self, words: str) -> Locator:
        """The choice of these words."""
        return self.root.get_by_label(words, exact=True)

    def bring(self, name: str = "laporan-november.pdf", *, by_camera: bool = False) -> None:
        """Adds a file and waits until it is there."""
        before = self.proofs.count()
        content = files.picture(size=(2000, 1500)) if by_camera else files.pdf()
        self._input(by_camera).set_input_files(brought(content, name))
        expect(self.proofs).to_have_count(before + 1)

    def save(self, says: str) -> None:
        """Saves and waits for these words."""
        self.root.get_by_role("button", name="Simpan", exact=True).click()
        expect(self.saved).to_contain_text(says)

    def _input(self, by_camera: bool) -> Locator:
        return self.root.locator(".bukti-foto input" if by_camera else ".bukti-berkas:not(.bukti-foto) input")


def brought(content: bytes, name: str) -> Any:
    """A file as the browser's dialog gives it."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}
