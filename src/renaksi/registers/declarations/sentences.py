"""What the trail says of campaigns, texts and signatures."""

SENTENCES = {
    "declarations.campaign_made": "{actor} membuka {object} per {on} dengan batas waktu {due}: {count} orang baru.",
    "declarations.signed": "{actor} menandatangani {object} dengan kata sandinya; sidik naskah {sha256}.",
    "declarations.text_written": "{actor} menulis {object} versi {version}.",
}
