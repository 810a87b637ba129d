from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "renaksi.documents"
    verbose_name = "Dokumen"

    def ready(self) -> None:
        from renaksi.audit.sentences import register
        from renaksi.calendars.limits import declare
        from renaksi.documents.limits import REPORT_SENDING
        from renaksi.documents.sentences import SENTENCES

        register(SENTENCES)
        declare(REPORT_SENDING)
