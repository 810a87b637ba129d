from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "renaksi.intake"
    verbose_name = "Telaah Keputusan"

    def ready(self) -> None:
        from renaksi.audit.sentences import register  # models are needed, so not before the apps are ready
        from renaksi.intake.provenance import source_of
        from renaksi.plan.provenance import SOURCES

        SOURCES.append(source_of)

        register(
            {
                "intake.received": "{actor} mengunggah berkas {name} untuk {object}.",
                "intake.begun": "{actor} memulai {object} dari: {origin} ({rows} baris).",
                "intake.read": "{object} selesai dibaca dari berkas yang diunggah {actor}: {rows} baris, {doubts} keraguan.",
                "intake.read_again": "{actor} meminta berkas {object} dibaca ulang.",
                "intake.unread": "{object} tidak dapat dibaca dari berkas yang diunggah {actor}: {reason}",
                "intake.draft_changed": "{actor} mengubah {object}: {sentence}",
                "intake.draft_undone": "{actor} membatalkan perubahan {object}: {sentence}",
                "intake.adopted": "{actor} menyelesaikan telaah {object}; {accepted} keraguan diterima apa adanya.",
                "intake.discarded": "{actor} membuang {object}. Alasan: {reason}",
            }
        )
