from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "renaksi.documents"
    verbose_name = "Dokumen"
