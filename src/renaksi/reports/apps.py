from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "renaksi.reports"
    verbose_name = "Laporan"

    def ready(self) -> None:
        from renaksi.intake.domain.begin import DRAFTERS  # models are needed, so not before the apps are ready
        from renaksi.reports.decree.issue import standard_words

        DRAFTERS.append(standard_words)
