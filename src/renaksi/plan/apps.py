from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "renaksi.plan"
    verbose_name = "Rencana Aksi"

    def ready(self) -> None:
        from renaksi.audit.sentences import register  # models are needed, so not before the apps are ready

        register(
            {
                "plan.adopted": "{actor} menerapkan {object}: {rows} baris, nomor keputusan {number}.",
                "plan.amended": "{actor} mengubah {object} dengan keputusan nomor {number}: {summary}.",
                "plan.corrected": "{actor} mengoreksi {field} dalam {object} dari “{before}” menjadi “{after}”. Alasan: {reason}",
                "plan.kind_set": "{actor} menetapkan jenis nilai indikator “{place}” dari {before} menjadi {after}.",
                "plan.bound": "{actor} mengubah asal nilai indikator “{place}” dari {before} menjadi {after}.",
                "plan.withdrawn": "{actor} menarik {object}. Alasan: {reason}",
                "plan.amendment_withdrawn": "{actor} menarik perubahan {object} dengan keputusan nomor {number}; keputusan nomor "
                "{before} berlaku kembali. Alasan: {reason}",
            }
        )
