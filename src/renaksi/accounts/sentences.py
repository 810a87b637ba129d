"""What happens to accounts, as sentences of the trail."""

SENTENCES = {
    "accounts.signed_in": "{actor} masuk.",
    "accounts.signed_out": "{actor} keluar.",
    "accounts.sign_in_failed": "Percobaan masuk sebagai {object} gagal.",
    "accounts.password_changed": "{actor} mengganti kata sandinya.",
}
