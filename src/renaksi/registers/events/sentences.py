"""What the trail says of the door of an event."""

SENTENCES = {
    "events.door_opened": "{actor} membuka daftar hadir di pintu untuk {object}.",
    "events.door_closed": "{actor} menutup daftar hadir di pintu untuk {object}.",
    "events.signed": "{actor} mengisi daftar hadir {object} pada urutan {position}.",
}
