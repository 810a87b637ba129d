"""The decree's own facts from its text: number, title, office, place and date, who signed, what it amends, how long it holds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from renaksi.intake.decree.body import DECREE, Body, Texts, points, without_letter
from renaksi.kernel.months import month_number
from renaksi.kernel.wording import fold, parse_date_words
from renaksi.plan.rows import DecreeFacts

_NUMBER = re.compile(r"^n\s?o\s?m\s?o\s?r\s*[:.]?\s*(?P<number>\S.*)$", re.IGNORECASE)
_BY_YEAR = re.compile(r"^(\d{1,4})\s*tahun\s*(\d{4})$", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?P<body>komisi\s+pemilihan\s+umum|komisi\s+independen\s+pemilihan|\bkpu\b|\bkip\b)\s+(?:republik\s+indonesia\b)?\s*"
    r"(?:(?P<kind>kota|kabupaten|kab\.?|provinsi)\s+)?(?P<name>[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*){0,3})?",
    re.IGNORECASE,
)
_STOP_WORDS = {
    "keputusan",
    "salinan",
    "ketua",
    "sekretaris",
    "nomor",
    "tentang",
    "tahun",
    "nomor:",
    "menetapkan",
    "periode",
    "di",
}
_SMALL = {
    "di",
    "dan",
    "tentang",
    "ke",
    "dari",
    "pada",
    "untuk",
    "yang",
    "atas",
    "dengan",
    "dalam",
    "serta",
    "atau",
    "oleh",
    "bagi",
}
_ACRONYMS = {"KPU", "KIP", "RB", "RI", "SDM", "ASN", "PNS", "TA", "SPIP", "SAKIP", "DKI", "DI"}
_SPECIAL_REGION = re.compile(r"(?:(?<=\bProvinsi )di |^Di )(?=Yogyakarta\b)")
_OFFICER = re.compile(
    r"^(?:a\.?\s?n\.?\s+)?(?P<acting>pl[th]\.?\s+|pelaksana\s+(?:tugas|harian)\s+)?(?P<post>ketua|sekretaris)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^[(\[]?\s*(?:cap\s*[/.]?\s*)?(?:t[\s.]?t[\s.]?d|d\s?t\s?o)\b\s*[.)\]]*(?:\s*(?:dan|/)\s*cap)?\s*[.,:)\]]*\s*(?P<name>[^\W\d_].*)?$",
    re.IGNORECASE,
)
"""The mark of a signature on a copy ("ttd", "Dto."), with the name where it stands on the same line."""
_NOT_A_NAME = re.compile(
    r"komisi|pemilihan umum|sekretariat|ditetapkan|tanggal|salinan|lampiran|menimbang|\d{4}|,$|"
    r"^(?:keputusan|nomor|tentang|nip)\b|"
    r"^(?:kota|kabupaten|kab|provinsi|republik|subbag|sub bag|bagian|pembina|penata)\b|"
    r"^(?:a\.?\s?n\.?\s+)?(?:pl[th]\.?\s+)?(?:ketua|sekretaris|kepala|kasub\w*)\b",
    re.IGNORECASE,
)
"""Lines of a signature block that are not the name: the office (which ends in a comma), the post, the rank, the staff number."""
_END_OF_BLOCK = re.compile(r"^(?:ditetapkan di|pada tanggal|salinan sesuai|lampiran|diundangkan)\b", re.IGNORECASE)


def facts_of(body: Body) -> DecreeFacts:
    """All that the text says of the decree; empty where it is silent. The annex's heading fills what the body lacks."""
    main, annex = _heading(body.heading), _heading(body.annex_heading)
    head = {key: main.get(key) or annex.get(key) or "" for key in ("kind", "number", "title", "office")}
    found = DecreeFacts(
        number=number_of(head["number"]),
        kind=_kind(head["kind"]),
        title=title_case(head["title"]),
        work_unit=work_unit(head["office"]) or work_unit(" ".join(text for _, text in body.heading[:4])),
        legal_basis_full=tuple(points(body.bases, letters=False)),
        considerations=tuple(points(body.considerations, letters=True)),
        noted=tuple(points(body.noted, letters=bool(body.noted and re.match(r"[a-z]\s?[.)]", body.noted[0][1])))),
        dicta=tuple(" ".join(" ".join(text for _, text in texts).split()) for _, texts in body.dicta),
    )
    found = replace(
        found, legal_basis=tuple(short_name(text) for text in found.legal_basis_full), amends=amended(head["title"])
    )
    found = _with_closing(found, body)
    return replace(found, year=_year(found), valid_until=valid_until(found.dicta))


def annex_number(body: Body) -> str:
    """The decree's number as the annex's heading prints it; "" where it has none."""
    return number_of(_heading(body.annex_heading)["number"])


def _heading(lines: Texts) -> dict[str, str]:
    """The heading's pieces: what kind of decree by whom, its number, its title."""
    lines = without_letter(lines)
    pieces: dict[str, list[str]] = {"kind": [], "number": [], "title": []}
    part = ""
    for _, text in lines:
        folded, number = fold(text), _NUMBER.match(text)
        if part == "" and DECREE.match(folded):
            part = "kind"
            pieces[part].append(re.sub(r"^\s*lampiran\s*:?\s*", "", text, flags=re.IGNORECASE))
        elif part in ("", "kind", "number") and number and not pieces["number"]:
            part = "number"
            pieces[part].append(number["number"])
        elif folded == "tentang" and part != "title":
            part = "title"
        elif part == "title" and _ends_title(text, pieces["title"]):
            break
        elif part and (part != "number" or re.search(r"[-/]$", " ".join(pieces["number"]))):
            pieces[part].append(text)
    whole = {key: " ".join(value) for key, value in pieces.items()}
    return whole | {"office": whole["kind"]}


def _ends_title(text: str, title: list[str]) -> bool:
    """The line that names the officer ends the title; so do the invocation and the title itself, printed a second time."""
    folded, so_far = fold(text), fold(" ".join(title))
    if folded.startswith("dengan rahmat tuhan"):
        return True
    if re.match(r"^(?:pl[th] )?(ketua|sekretaris)\b", folded):
        return text.rstrip().endswith(",") or (
            "rencana aksi" in so_far and not re.search(r"\b(nomor|tentang)\b", folded)
        )
    names_officer = (
        text.rstrip().endswith(",") and "pemilihan" in folded and not re.search(r"\b(nomor|tentang)\b", folded)
    )
    again = so_far.startswith("rencana aksi") and folded.startswith("rencana aksi")
    return again or (names_officer and "rencana aksi" in so_far)


def number_of(text: str) -> str:
    """A decree's number without spaces; the form ``19 TAHUN 2023`` keeps its two."""
    text = text.strip(" .,;:")
    by_year = _BY_YEAR.match(text)
    return f"{by_year[1]} TAHUN {by_year[2]}" if by_year else re.sub(r"\s+", "", text)


def _kind(text: str) -> str:
    folded = fold(text)
    if "keputusan" not in folded:
        return ""
    officer = re.search(r"keputusan (ketua|sekretaris)\b", folded)
    if officer:
        return f"Keputusan {officer[1].title()}"
    place = re.search(r"(?:pemilihan umum|pemilihan|kpu|kip) (kota|kabupaten|kab|provinsi)\b", folded)
    body = "KIP" if "independen" in folded or " kip" in folded else "KPU"
    return f"Keputusan {body} {_long(place[1])}" if place else f"Keputusan {body}"


def _long(kind: str) -> str:
    return {"kab": "Kabupaten", "kab.": "Kabupaten"}.get(kind.lower(), kind.title())


def work_unit(text: str) -> str:
    """``KPU Kota Contoh`` from a line that names the office in full; "" where none is named."""
    best = ""
    for found in _OFFICE.finditer(text):
        body = "KIP" if re.search(r"independen|kip", found["body"], re.IGNORECASE) else "KPU"
        name: list[str] = []
        for word in (found["name"] or "").split():
            if word.lower() in _STOP_WORDS and not _is_special_region(found["kind"], name, word):
                break
            name.append(word.strip(",.;"))
        if found["kind"] and name:
            return f"{body} {_long(found['kind'])} {title_case(' '.join(name))}"
        if (body == "KIP" or " ".join(name[:2]).lower() == "daerah istimewa") and name:
            best = best or f"{body} {title_case(' '.join(name))}"
        elif re.search(r"\brepublik\s+indonesia\b|\bRI\b", found.group(), re.IGNORECASE):
            best = best or f"{body} RI"
    return best


def _is_special_region(kind: str | None, name: list[str], word: str) -> bool:
    """Whether "DI" right after PROVINSI begins the region's name (Daerah Istimewa) rather than a place."""
    return (kind or "").lower() == "provinsi" and not name and word == "DI"


def title_case(text: str) -> str:
    """Capital text as a title is written in running text; a text already in small letters is left alone."""
    letters = [sign for sign in text if sign.isalpha()]
    if not letters or sum(1 for sign in letters if sign.isupper()) < 0.7 * len(letters):
        return text.strip(" .")
    titled = " ".join(_word(word, place) for place, word in enumerate(text.strip(" .").split()))
    return _SPECIAL_REGION.sub("DI ", titled)


def _word(word: str, place: int) -> str:
    bare = word.strip("().,:;").upper()
    if any(sign.isdigit() for sign in word) or bare in _ACRONYMS - {"DI"}:
        return word
    if place and word.lower() in _SMALL:
        return word.lower()
    if word.upper() == "DILINGKUNGAN":
        return "di Lingkungan"
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word.lower())


def short_name(text: str) -> str:
    """A legal basis by its name alone: up to its number and year, before "tentang"."""
    name = re.split(r"\s+tentang\b|\s*\(", text, maxsplit=1, flags=re.IGNORECASE)[0]
    return " ".join(re.sub(r"\b(Nomor)\s*:", r"\1", name).split()).strip(" ;.,")


def amended(title: str) -> str | None:
    """The number of the decree a "Perubahan atas Keputusan ... Nomor ..." changes; None where the title is no such thing."""
    if not re.match(r"perubahan\b", fold(title)):
        return None
    found = re.search(r"nomor\s*:?\s*(?P<number>.+?)\s+tentang\b", title, re.IGNORECASE)
    return number_of(found["number"]) if found else None


def _with_closing(found: DecreeFacts, body: Body) -> DecreeFacts:
    lines = [*body.closing]
    for number, text in body.annex_heading + body.heading:
        if re.match(r"^(ditetapkan di|(pada )?tanggal \d)", fold(text)):
            lines.append((number, text))
    place, day = _place(lines), _date(lines)
    post, signatory = _signatory(lines)
    title = f"{post} {found.work_unit}".strip() if post else ""
    certifier_title, certifier = _certifier(lines)
    return replace(
        found,
        place=place,
        date=day,
        signatory_title=title,
        signatory=signatory,
        certifier_title=certifier_title,
        certifier=certifier,
    )


_PLACE = re.compile(
    r"\bditetapkan\s+di\b\s*:?\s*(?P<place>[^,;:]*?)(?:\s*,?\s*(?:pada\s+)?tanggal\b.*|\s*,\s*\d.*)?[\s.,;]*$",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?:(?:\bpada\s+|^)tanggal\b|\bditetapkan\s+di\b[^,;:]*,)(?P<day>.*)$", re.IGNORECASE)
_NO_PLACE = re.compile(r"(?:pada|tanggal|ketua|sekretaris)\b", re.IGNORECASE)


def _place(lines: Texts) -> str:
    """Where it was decided; on the line below where the scan broke after ``Ditetapkan di``."""
    for place, (_, text) in enumerate(lines):
        found = _PLACE.search(text)
        if not found:
            continue
        below = lines[place + 1][1].strip(" :.,;") if place + 1 < len(lines) else ""
        words = (found["place"].strip() or ("" if _NO_PLACE.match(below) else below)).split()
        held_apart = len(words) > 3 and all(len(word) == 1 for word in words)
        if words:
            return title_case("".join(words) if held_apart else " ".join(words))
    return ""


def _date(lines: Texts) -> date | None:
    for place, (_, text) in enumerate(lines):
        found = _DATED.search(text)
        if not found:
            continue
        below = lines[place + 1][1] if place + 1 < len(lines) else ""
        day = _any_date(found["day"]) or (_any_date(below) if not found["day"].strip(" :") else None)
        if day:
            return day
    return None


def _any_date(text: str) -> date | None:
    spaced = re.sub(r"(\d)([A-Za-z])", r"\1 \2", re.sub(r"([A-Za-z])(\d)", r"\1 \2", text))
    written = parse_date_words(spaced)
    if written:
        return written
    found = re.search(r"\b(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})\b", text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _signatory(lines: Texts) -> tuple[str, str]:
    """(post, name) of who signed: the officer's line, then the name under "ttd"; the copy's certifier is passed over."""
    post, copying = "", False
    for place, (_, text) in enumerate(lines):
        folded = fold(text)
        if re.match(r"salinan sesuai", folded):
            copying = True
        elif re.match(r"ditetapkan|ketua (?:komisi|kpu|kip)|sekretaris (?:komisi|kpu|kip)", folded):
            copying = False
        officer = None if copying else _OFFICER.match(text)
        if officer and (not post or folded not in ("ketua", "sekretaris")):
            post = f"{_acting(officer['acting'])}{officer['post'].title()}"
        name = _signed_name(lines, place)
        if post and name:
            return post, name
    return post, _name_below_officer(lines)


def _acting(text: str | None) -> str:
    if not text:
        return ""
    folded = fold(text)
    return "Plt. " if folded in ("plt", "pelaksana tugas") else "Plh. "


def _signed_name(lines: Texts, place: int) -> str:
    mark = _SIGNED.match(lines[place][1])
    if not mark:
        return ""
    beside = (mark["name"] or "").strip(" ()")
    if beside and not _NOT_A_NAME.search(beside):
        return beside
    for _, text in lines[place + 1 : place + 4]:
        if _END_OF_BLOCK.match(text):
            return ""
        if _is_name(text):
            return text.strip(" ()")
    return ""


def _is_name(text: str) -> bool:
    return not _NOT_A_NAME.search(text) and not _SIGNED.match(text) and bool(re.search(r"[A-Za-z]{2}", text))


def _name_below_officer(lines: Texts) -> str:
    """Where "ttd" is lost: the first name below the officer's lines, up to where another block begins."""
    below = after_office = False
    for _, text in lines:
        if _END_OF_BLOCK.match(text):
            below = False
        elif _OFFICER.match(text):
            below, after_office = True, text.endswith(",")
        elif below and _is_name(text) and (after_office or _in_capitals(text)):
            return text.strip(" ()")
        else:
            after_office = after_office or text.endswith(",")
    return ""


def _in_capitals(text: str) -> bool:
    """Whether a line is a name in capitals, titles aside, and long enough to be one."""
    words = [word for word in re.split(r"[\s,]+", text) if len(word) > 2 and "." not in word]
    return 1 < len(words) <= 6 and all(word.isupper() for word in words)


def _certifier(lines: Texts) -> tuple[str, str]:
    """(title, name) of who certified the copy, from the first such block that has a name."""
    title = ""
    for place, (_, text) in enumerate(lines):
        if not re.match(r"salinan sesuai", fold(text)):
            continue
        for _, below in lines[place + 1 : place + 9]:
            if re.match(
                r"ditetapkan|pada tanggal|lampiran|ketua komisi|sekretaris komisi", fold(below)
            ) or _SIGNED.match(below):
                break
            if re.match(r"(?:pl[th]\.? )?(sekretaris\b|kepala|kasub|plt|plh|ketua)", fold(below)) and not re.match(
                r"sekretariat", fold(below)
            ):
                title = below.strip(" ,")
            elif title and not _NOT_A_NAME.search(below) and re.search(r"[A-Za-z]{2}", below):
                return title, below.strip(" ()")
    return title, ""


def _year(found: DecreeFacts) -> int | None:
    title = re.sub(r"nomor\s*:?\s*\S+(?:\s+tahun\s+\d{4})?(?=\s+tentang)", "", found.title, flags=re.IGNORECASE)
    years = re.findall(r"\btahun(?:\s+anggaran)?\s+(\d{4})\b", title, re.IGNORECASE)
    if years:
        return int(years[-1])
    in_number = re.search(r"(\d{4})$", found.number)
    return int(in_number[1]) if in_number else found.date.year if found.date else None


def valid_until(dicta: tuple[str, ...]) -> str | None:
    """``2022-12`` or ``2022`` from "... sampai dengan bulan Desember 2022"; None where no dictum sets an end."""
    for text in dicta:
        for found in re.finditer(
            r"(?:sampai\s+dengan|s\.?/?d\.?|hingga|berakhir\s+pada)\s+(?:akhir\s+)?(?:tanggal\s+)?(?:\d{1,2}\s+)?(?:bulan\s+)?"
            r"(?:(?P<month>[A-Za-z]+)\s+)?(?:tahun\s+)?(?P<year>20\d{2})",
            text,
            re.IGNORECASE,
        ):
            month = month_number(found["month"] or "")
            return f"{found['year']}-{month:02d}" if month else found["year"]
    return None
