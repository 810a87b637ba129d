from __future__ import annotations

from renaksi.desk.config import RegisterConfig


class DeclarationsConfig(RegisterConfig):
    default = True
    name = "renaksi.registers.declarations"
    verbose_name = "Register Pernyataan dan Laporan Wajib Pegawai"

    def ready(self) -> None:
        from renaksi.audit.sentences import register
        from renaksi.registers.declarations.sentences import SENTENCES

        super().ready()
        register(SENTENCES)
