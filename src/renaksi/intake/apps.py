from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "renaksi.intake"
    verbose_name = "Telaah Keputusan"

    def ready(self) -> None:
        from renaksi.audit.sentences import register  # models are needed, so not before the apps are ready

        register(
            {
                "intake.received": "{actor} mengunggah berkas {name} untuk {object}.",
                "intake.begun": "{actor} memulai {object} dari: {origin} ({rows} baris).",
                "intake.read": "Berkas {actor} untuk {object} selesai dibaca: {rows} baris, {doubts} keraguan.",
                "intake.read_again": "{actor} meminta berkas {object} dibaca ulang.",
                "intake.unread": "Berkas {actor} untuk {object} tidak dapat dibaca: {reason}",
                "intake.draft_changed": "{actor} mengubah {object}: {sentence}",
                "intake.draft_undone": "{actor} membatalkan perubahan {object}: {sentence}",
                "intake.adopted": "{actor} menyelesaikan telaah {object}; {accepted} keraguan diterima apa adanya.",
                "intake.discarded": "{actor} membuang {object}. Alasan: {reason}",
            }
        )
