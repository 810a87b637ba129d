"""One thing asked of a draft: who asks, what the form held; and what the form shows again where it was refused."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from renaksi.accounts.models import User
from renaksi.intake.models import Draft, DraftRow
from renaksi.intake.views.address import Address, number
from renaksi.intake.views.answer import Turn
from renaksi.intake.views.editor import Typed
from renaksi.kernel.months import MonthSet
from renaksi.kernel.refusal import Refused, Stale


@dataclass(frozen=True, slots=True)
class Deed:
    """The draft, the form as sent, the user, and the filters in force."""

    draft: Draft
    post: QueryDict
    by: User
    address: Address

    def text(self, name: str) -> str:
        """A field of the form; nothing as empty text. Line breaks as browsers send them become plain ones."""
        return (self.post.get(name) or "").replace("\r\n", "\n")

    def row_id(self, name: str = "row") -> int:
        """The row the form speaks of. Refuses where it names none."""
        found = number(self.post.get(name))
        if found is None:
            raise Refused("Pilih barisnya lebih dahulu.", code="intake.row_unknown")
        return found

    def row_ids(self) -> list[int]:
        """The rows ticked in the table, in the decree's order. Refuses where there is none."""
        ticked = {found for each in self.post.getlist("rows") if (found := number(each)) is not None}
        ids = [row.pk for row in self.ordered() if row.pk in ticked]
        if not ids:
            raise Refused("Centang dahulu baris yang dimaksud pada tabel.", code="intake.row_unknown", field="rows")
        return ids

    def ordered(self) -> list[DraftRow]:
        """The draft's rows in the decree's order."""
        return list(self.draft.rows.order_by("position"))

    def numbered(self, name: str) -> int | None:
        """The id of the row whose number (as the table shows it) stands in this field; None where the field is empty."""
        text = self.text(name).strip()
        if not text:
            return None
        rows, wanted = self.ordered(), number(text) or 0
        if not 1 <= wanted <= len(rows):
            raise Refused(
                f"Tidak ada baris bernomor {text[:12]}. Nomor baris berjalan dari 1 sampai {len(rows)}.",
                code="intake.row_unknown",
                field=name,
            )
        return rows[wanted - 1].pk

    def months(self, name: str = "months") -> MonthSet:
        """The months ticked in the form."""
        return MonthSet.of(month for each in self.post.getlist(name) if (month := number(each)) and month <= 12)

    def mask(self, name: str) -> MonthSet | None:
        """The months the user was shown, as the form remembers them."""
        found = number(self.post.get(name))
        return MonthSet(found) if found is not None and found < 4096 else None


def kept_form(deed: Deed, no: Refused, verb: str) -> Turn:
    """The answer to a refusal: the sentence, and everything typed still in its field."""
    status = 409 if isinstance(no, Stale) else 422
    row = number(deed.post.get("row"))
    values = {name: deed.text(name) for name in deed.post if not name.startswith("seen-")}
    typed = Typed(
        values=values,
        errors={} if isinstance(no, Stale) else {no.field: no.text},
        current={no.field: no.current} if isinstance(no, Stale) else {},
        months=deed.months() if "months-shown" in deed.post else None,
    )
    if verb == "keputusan":
        return Turn(deed.address.at(facts=True), refusal=no.text, typed_facts=typed, status=status)
    address = deed.address.at(row=row) if row else deed.address
    return Turn(address, refusal=no.text, typed=typed, status=status)
