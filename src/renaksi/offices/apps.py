from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "renaksi.offices"
    verbose_name = "Satuan Kerja"

    def ready(self) -> None:
        from renaksi.audit import chains
        from renaksi.audit.sentences import register
        from renaksi.offices.sentences import SENTENCES
        from renaksi.offices.trail import office_name

        register(SENTENCES)
        chains.register("office", office_name)
