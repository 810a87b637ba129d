"""What the trail says of entries."""

SENTENCES = {
    "desk.recorded": "{actor} mencatat {object}.",
    "desk.changed": "{actor} mengubah {object}: {sentence}.",
    "desk.stepped": "{actor} memproses {object}: {sentence}.",
    "desk.extended": "{actor} memperpanjang tenggat {object} dengan {days} hari, menjadi {due}. Alasan: {reason}",
    "desk.removed": "{actor} mencoret {object}. Alasan: {reason}",
    "desk.restored": "{actor} memulihkan {object} yang dicoret.",
    "desk.proof_attached": "{actor} melampirkan bukti pada {object}: {title}.",
    "desk.proof_removed": "{actor} melepas bukti dari {object}: {title}.",
    "desk.line_added": "{actor} menambah {lines} pada {object}: {sentence}.",
    "desk.lines_imported": "{actor} menambah {count} {lines} pada {object} dari daftar {file}.",
    "desk.line_removed": "{actor} mencoret {lines} pada {object}: {sentence}. Alasan: {reason}",
    "desk.nil_said": "{actor} menyatakan {object} nihil untuk {month} {year}.",
    "desk.nil_lifted": "{actor} mencabut pernyataan nihil {object} untuk {month} {year}.",
    "desk.keeper_named": "{actor} menetapkan {username} sebagai petugas {object}.",
    "desk.keeper_ended": "{actor} mengakhiri tugas {username} sebagai petugas {object}.",
    "desk.imported": "{actor} mengimpor {object} dari berkas {file}: {added} catatan baru, {updated} diperbarui.",
}
