"""What the trail says of a round's sheets and slips. A sheet that a respondent sends leaves no event: it would tell the time."""

SENTENCES = {
    "surveys.sheets_entered": "{actor} memasukkan {many} lembar kertas bertanggal {day} ke {object}.",
    "surveys.slips_issued": "{actor} mencetak {many} kartu berkode untuk {object}.",
}
