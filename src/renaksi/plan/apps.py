from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "renaksi.plan"
    verbose_name = "Rencana Aksi"
