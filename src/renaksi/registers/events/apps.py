from __future__ import annotations

from renaksi.desk.config import RegisterConfig


class EventsConfig(RegisterConfig):
    default = True
    name = "renaksi.registers.events"
    verbose_name = "Register Kegiatan"

    def ready(self) -> None:
        from renaksi.audit.sentences import register
        from renaksi.registers.events.sentences import SENTENCES

        super().ready()
        register(SENTENCES)
