from __future__ import annotations

from renaksi.desk.config import RegisterConfig


class SurveysConfig(RegisterConfig):
    default = True
    name = "renaksi.registers.surveys"
    verbose_name = "Register Survei Kepuasan"

    def ready(self) -> None:
        from renaksi.audit.sentences import register
        from renaksi.registers.surveys.sentences import SENTENCES

        super().ready()
        register(SENTENCES)
