from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "renaksi.calendars"
    verbose_name = "Kalender"

    def ready(self) -> None:
        from renaksi.audit.sentences import register
        from renaksi.calendars.sentences import SENTENCES

        register(SENTENCES)
