from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "renaksi.desk"
    verbose_name = "Meja Register"

    def ready(self) -> None:
        from renaksi.audit import closed as audit_closed
        from renaksi.audit.sentences import register
        from renaksi.desk import checks  # noqa: F401 - system checks register themselves
        from renaksi.desk.closed import closed_events, closed_pieces
        from renaksi.desk.sentences import SENTENCES
        from renaksi.desk.uses import used_by_entries, uses_of_entries
        from renaksi.evidence.uses import IN_USE, USES
        from renaksi.evidence.visible import CLOSED

        register(SENTENCES)
        USES.append(uses_of_entries)
        IN_USE.append(used_by_entries)
        CLOSED.append(closed_pieces)
        audit_closed.CLOSED.append(closed_events)
