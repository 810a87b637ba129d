from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "renaksi.monitoring"
    verbose_name = "Realisasi"

    def ready(self) -> None:
        from renaksi.audit.sentences import register
        from renaksi.monitoring.sentences import SENTENCES

        register(SENTENCES)
