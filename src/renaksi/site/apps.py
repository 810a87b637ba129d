from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "renaksi.site"
    label = "renaksi_site"
    verbose_name = "Renaksi"
