from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "renaksi.measures"
    verbose_name = "Ukuran"
