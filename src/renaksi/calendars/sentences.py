"""What happened to the calendar, to limits and to clocks, as sentences of the trail."""

SENTENCES = {
    "calendars.year_seeded": (
        "{actor} memuat {object} dari daftar terpasang: {added} ditambahkan, {changed} diubah, {removed} dihapus; "
        "{clocks} batas waktu dihitung ulang."
    ),
    "calendars.holiday_added": "{actor} menambahkan hari libur {object}; {clocks} batas waktu dihitung ulang.",
    "calendars.holiday_changed": (
        "{actor} mengubah hari libur {day}: {before_words} menjadi {after_words}; {clocks} batas waktu dihitung ulang. "
        "Alasan: {reason}"
    ),
    "calendars.holiday_switched": (
        "{actor} menetapkan hari libur {object} {after}; {clocks} batas waktu dihitung ulang. Alasan: {reason}"
    ),
    "calendars.year_verified": "{actor} menyatakan {object} sudah dicocokkan dengan {source}: {holidays} hari.",
    "calendars.limit_set": (
        "{actor} menetapkan batas waktu {object} menjadi {after}, berlaku {since}; {clocks} hitungan disesuaikan. "
        "Alasan: {reason}"
    ),
    "calendars.limit_ended": (
        "{actor} mengakhiri batas waktu sendiri untuk {object} per {until}; {clocks} hitungan disesuaikan. Alasan: {reason}"
    ),
    "calendars.clock_started": "{actor} memulai hitungan batas waktu {object}; batasnya {due}.",
    "calendars.clock_paused": "{actor} menghentikan sementara hitungan {object} sejak {since}: {reason}",
    "calendars.clock_resumed": "{actor} melanjutkan hitungan {object} per {until}; batasnya {due}.",
    "calendars.clock_extended": (
        "{actor} memperpanjang batas waktu {object} dengan {days} {unit}; batasnya {due}. Alasan: {reason}"
    ),
    "calendars.clock_stopped": "{actor} menyelesaikan hitungan {object} pada {on}; batasnya {due}.",
    "calendars.clock_reopened": "{actor} membuka kembali hitungan {object} pada {on}; batasnya {due}.",
}
