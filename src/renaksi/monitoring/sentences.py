"""What the trail says of monitoring. The object of a cell is ``Maret, <indicator>``, its id ``cell:<indicator>-<month>``."""

SENTENCES = {
    "monitoring.recorded": "{actor} mencatat {object}: {value}.",
    "monitoring.changed": "{actor} mengubah {object}: {before} menjadi {after}.",
    "monitoring.resent": "{actor} mengajukan kembali {object}: {value}.",
    "monitoring.cleared": "{actor} menghapus catatan {object}. Alasan: {reason}",
    "monitoring.restored": "{actor} memulihkan catatan {object}.",
    "monitoring.proof_attached": "{actor} melampirkan bukti “{title}” pada {object}.",
    "monitoring.proof_removed": "{actor} melepas bukti “{title}” dari {object}.",
    "monitoring.proposal_confirmed": "{actor} menerima usulan {book} untuk {object}: {value}, {months}.",
    "monitoring.proposal_rejected": "{actor} menolak usulan {book} untuk {object}: {value}. Alasan: {reason}",
    "monitoring.verified": "{actor} memverifikasi {object}.",
    "monitoring.returned": "{actor} mengembalikan {object}. Alasan: {reason}",
    "monitoring.assigned": "{actor} menetapkan {person} sebagai {duty} {object}.",
    "monitoring.unassigned": "{actor} mengakhiri tugas {person} sebagai {duty} {object}.",
    "monitoring.note_saved": "{actor} menulis kendala dan rekomendasi {object}.",
}
