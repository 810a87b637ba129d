"""What the trail says of evidence."""

SENTENCES = {
    "evidence.received": "{actor} menyimpan bukti {object}.",
    "evidence.described": "{actor} memperbaiki keterangan bukti {object}: {sentence}.",
    "evidence.withdrawn": "{actor} menarik bukti {object}. Alasan: {reason}",
    "evidence.restored": "{actor} memberlakukan kembali bukti {object}. Alasan: {reason}",
}
