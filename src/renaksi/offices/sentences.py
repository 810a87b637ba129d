"""What happened to offices and people, as sentences of the trail."""

SENTENCES = {
    "offices.code_dated": "{actor} mengubah masa pakai {object}: {before} menjadi {after}.",
    "offices.profile_set": "{actor} menetapkan profil satuan kerja yang berlaku sejak {since}: {fields}.",
    "offices.user_added": "{actor} menambahkan {object} sebagai {role}.",
    "offices.users_imported": "{actor} memuat {count} pengguna dari berkas {file}.",
    "offices.role_given": "{actor} memberi {object} peran {role}{areas_words}, {span}.",
    "offices.areas_changed": "{actor} mengubah area {object} ({role}): {before} menjadi {after}.",
    "offices.membership_ended": "{actor} mengakhiri peran {role} milik {object} per {until}.",
    "offices.user_changed": "{actor} mengubah data {object}: {fields}.",
    "offices.user_locked": "{actor} mengunci akun {object}.",
    "offices.user_unlocked": "{actor} membuka kunci akun {object}.",
    "offices.password_reset": "{actor} membuat slip kata sandi baru untuk {object}.",
}
