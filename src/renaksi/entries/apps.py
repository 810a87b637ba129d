from django.apps import AppConfig


class EntriesConfig(AppConfig):
    name = "renaksi.entries"
    verbose_name = "Catatan Buku"
