from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "renaksi.intake"
    verbose_name = "Telaah Keputusan"
