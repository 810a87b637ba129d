"""The desk of this book: beside the list the campaign, for everyone their own statements, for the keeper the texts."""

from __future__ import annotations

from renaksi.desk.views import DeskView


class DeclarationDesk(DeskView):
    """Leads to the book's own screens."""

    own_tabs = (("Naskah", "declarations_text"),)
    open_tabs = (("Kampanye", "declarations_campaign"), ("Pernyataan saya", "declarations_mine"))
