from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "renaksi.web"
    verbose_name = "Tampilan"
