from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "renaksi.offices"
    verbose_name = "Satuan Kerja"
