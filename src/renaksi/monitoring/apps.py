from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "renaksi.monitoring"
    verbose_name = "Realisasi"

    def ready(self) -> None:
        from renaksi.audit.sentences import register
        from renaksi.desk.uses import ENTRY_USES
        from renaksi.evidence.uses import IN_USE, USES
        from renaksi.monitoring.domain.carry import carry_over
        from renaksi.monitoring.domain.uses import used_by_cells, uses_of_entry, uses_of_evidence, veto_of_realisations
        from renaksi.monitoring.sentences import SENTENCES
        from renaksi.plan.domain.amend import FOLLOWERS
        from renaksi.plan.domain.withdraw import VETOES

        register(SENTENCES)
        USES.append(uses_of_evidence)
        IN_USE.append(used_by_cells)
        ENTRY_USES.append(uses_of_entry)
        VETOES.append(veto_of_realisations)
        FOLLOWERS.append(carry_over)
