from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "renaksi.reports"
    verbose_name = "Laporan"
