"""How the house says no: one exception, one sentence, nothing half-done."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - it is a refusal the user can act on, not a fault of the program
    """What was asked cannot be done; nothing was written.

    ``text`` is one plain Indonesian sentence naming the place and the mend; ``code`` is ``<package>.<what>``; ``field`` names the
    form field it belongs to, if any. Commands print the sentence on stderr and end with code 2; screens show it beside the field.
    """

    def __init__(self, text: str, *, code: str, field: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.code = code
        self.field = field


class Stale(Refused):
    """The value was changed by someone else since the user saw it; nothing was written.

    ``current`` is what stands there now, ``attempted`` what the user wanted, both as the text a form shows, so that
    the screen can
    set them side by side and let the user choose.
    """

    def __init__(self, *, current: str, attempted: str, field: str = "") -> None:
        super().__init__(
            "Isian ini telah diubah orang lain sejak Anda membukanya: pilih isi yang sekarang atau isi Anda.",
            code="kernel.stale",
            field=field,
        )
        self.current = current
        self.attempted = attempted
