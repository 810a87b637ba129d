from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "renaksi.evidence"
    verbose_name = "Bukti Dukung"

    def ready(self) -> None:
        from renaksi.audit.sentences import register
        from renaksi.evidence.sentences import SENTENCES

        register(SENTENCES)
