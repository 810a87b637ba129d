from __future__ import annotations

from renaksi.desk.config import RegisterConfig


class ComplaintsConfig(RegisterConfig):
    default = True
    name = "renaksi.registers.complaints"
    verbose_name = "Register Pengaduan Masyarakat"

    def ready(self) -> None:
        from renaksi.audit.sentences import register
        from renaksi.registers.complaints.sentences import SENTENCES

        super().ready()
        register(SENTENCES)
