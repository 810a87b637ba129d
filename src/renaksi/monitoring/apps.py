from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "renaksi.monitoring"
    verbose_name = "Realisasi"

    def ready(self) -> None:
        from renaksi.audit.sentences import register
        from renaksi.evidence.uses import USES
        from renaksi.monitoring.domain.uses import uses_of_evidence, veto_of_realisations
        from renaksi.monitoring.sentences import SENTENCES
        from renaksi.plan.domain.withdraw import VETOES

        register(SENTENCES)
        USES.append(uses_of_evidence)
        VETOES.append(veto_of_realisations)
