"""What the trail says of complaints beyond the desk's own deeds. No event holds a reporter's name, contact or code."""

SENTENCES = {
    "complaints.received": "{actor} menyampaikan {object}.",
    "complaints.replied": "{actor} menjawab pertanyaan petugas pada {object}.",
    "complaints.reopened": "{actor} membuka kembali {object}.",
    "complaints.rated": "{actor} menilai penanganan {object}: {rating} dari 5.",
    "complaints.reporter_recorded": "{actor} mencatat identitas pelapor {object}.",
    "complaints.reporter_opened": "{actor} membuka identitas pelapor {object}.",
    "complaints.receipt_issued": "{actor} membuat tanda terima dan kode lacak {object}.",
    "complaints.lapor_imported": "{actor} mengimpor SP4N-LAPOR! ke {object}: {added} catatan baru, {updated} diperbarui.",
    "complaints.channel_recorded": "{actor} mencatat saluran pengaduan {object}.",
    "complaints.channel_checked": "{actor} memeriksa saluran pengaduan {object}: {sentence}.",
    "complaints.channel_closed": "{actor} menutup saluran pengaduan {object}.",
}
