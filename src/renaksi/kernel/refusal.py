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
