from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "renaksi.audit"
    verbose_name = "Jejak"
