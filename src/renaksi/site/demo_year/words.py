"""What the made-up people write: narratives, reasons, a checker's remarks, notes on a quarter. Pure, no Django."""

from __future__ import annotations

import re

from renaksi.kernel.months import MONTH_NAMES
from renaksi.site.demo_year.story import dice

SECTIONS = {
    1: "Subbagian Hukum dan Sumber Daya Manusia",
    2: "Subbagian Hukum dan Sumber Daya Manusia",
    3: "Subbagian Hukum dan Sumber Daya Manusia",
    4: "Subbagian Perencanaan, Data, dan Informasi",
    5: "Subbagian Hukum dan Sumber Daya Manusia",
    6: "Subbagian Perencanaan, Data, dan Informasi",
    7: "Subbagian Keuangan, Umum, dan Logistik",
    8: "Subbagian Teknis Penyelenggaraan Pemilu dan Hubungan Masyarakat",
}
"""Who does the work of an area."""

# By the catalogue's register. {pokok} is what it is about, {bulan} the month, {tgl} the day, {bagian} the section.
_TOLD = {
    "teams": (
        "Susunan tim dibahas dalam rapat {bagian}, lalu ditetapkan dengan keputusan pada {tgl}.",
        "Keputusan tentang {pokok} ditandatangani pada {tgl} dan disampaikan kepada seluruh anggota tim.",
    ),
    "events": (
        "Kegiatan dilaksanakan pada {tgl} di aula kantor, diikuti anggota, pejabat, dan seluruh pegawai.",
        "Kegiatan berlangsung pada {tgl}; undangan, daftar hadir, dan dokumentasi disusun {bagian}.",
    ),
    "documents": (
        "{Pokok} selesai disusun {bagian} dan disahkan pada {tgl}.",
        "Naskah {pokok} diperiksa bersama Sekretaris pada {tgl} dan diarsipkan dalam bentuk digital.",
        "Dokumen diperiksa kembali pada {tgl}; isinya masih sesuai dan tetap dipakai pada bulan {bulan}.",
    ),
    "publications": (
        "Materi dimuat di laman resmi dan media sosial pada {tgl}; spanduk dipasang di ruang pelayanan.",
        "{Pokok} diperbarui pada {tgl} dan dapat dibuka dari telepon genggam.",
        "Muatan bulan {bulan} diunggah {bagian}; tautan diperiksa satu per satu pada {tgl}.",
    ),
    "conduct": (
        "Rekap disusun dari laporan yang masuk sampai dengan {tgl}; tidak ada perkara baru yang perlu diproses.",
        "Data {pokok} dicocokkan dengan buku catatan pembinaan pada {tgl}.",
    ),
    "declarations": (
        "Penandatanganan dan pelaporan dipantau {bagian}; yang belum melapor diingatkan melalui pesan dinas pada {tgl}.",
        "Rekap pelaporan per {tgl} disusun dari tanda terima yang diserahkan pegawai.",
    ),
    "conflicts_of_interest": (
        "Formulir pernyataan diedarkan pada awal {bulan} dan dikumpulkan kembali pada {tgl}.",
        "Identifikasi dilakukan bersama setiap subbagian; hasilnya dibahas pada {tgl}.",
    ),
    "integrity_zones": (
        "Naskah ditandatangani pimpinan dan seluruh pegawai pada {tgl}, disaksikan tamu undangan.",
        "Rencana kerja dibahas dalam rapat tim pada {tgl} dan disepakati dengan dua perbaikan.",
    ),
    "procedures": (
        "Prosedur diperiksa terhadap pedoman pada {tgl}; {bagian} memperbaiki urutan langkah yang belum sesuai.",
        "Penerapan dipantau di setiap subbagian selama {bulan}; hasilnya dicatat dalam berita acara tanggal {tgl}.",
        "Peta dan prosedur yang sudah disahkan dimutakhirkan daftarnya pada {tgl}.",
    ),
    "surveys": (
        "Survei disebarkan kepada pengguna layanan selama {bulan}; hasilnya diolah dan dibahas pada {tgl}.",
        "Pengolahan jawaban selesai pada {tgl}; unsur kecepatan layanan mendapat nilai paling rendah.",
    ),
    "evaluations": (
        "Hasil evaluasi dibahas dalam rapat pada {tgl}; setiap butir diberi penanggung jawab dan tenggat.",
        "Tindak lanjut diperiksa satu per satu pada {tgl}; yang belum selesai dilanjutkan bulan berikutnya.",
        "Laporan disusun {bagian} dan disampaikan kepada Sekretaris pada {tgl}.",
    ),
    "legal_documents": (
        "Naskah yang terbit selama {bulan} didata dan dicocokkan dengan buku agenda pada {tgl}.",
        "{Pokok} dimutakhirkan sampai dengan {tgl}; naskah yang tidak berlaku lagi diberi tanda.",
        "Pemeriksaan bersama penyusun naskah dilakukan pada {tgl}.",
    ),
    "applications": (
        "Aplikasi dipakai sepanjang {bulan}; data diperbarui terakhir pada {tgl}.",
        "Pengisian diselesaikan {bagian} pada {tgl} dan diperiksa kembali oleh kepala subbagian.",
        "Akses diperiksa pada {tgl}; laman terbuka dan fitur pencarian berfungsi.",
    ),
    "information_requests": (
        "Permohonan yang masuk selama {bulan} dicatat dalam register dan dijawab sesuai tenggat.",
        "Meja informasi melayani pemohon sampai dengan {tgl}; rekap disusun petugas pelayanan.",
    ),
    "complaints": (
        "Saluran pengaduan diperiksa pada {tgl}; setiap laporan yang masuk dicatat dan diberi nomor.",
        "Rekap pengaduan {bulan} disusun dari kotak pengaduan, surel, dan laman.",
    ),
    "whistleblowing": (
        "Saluran diperiksa pada {tgl} dan dapat diakses; rekap memuat angka saja tanpa identitas pelapor.",
        "Pengelola memeriksa laporan yang masuk selama {bulan} dan menyusun rekapnya pada {tgl}.",
    ),
    "procurements": (
        "Seluruh paket yang berjalan pada {bulan} diperiksa caranya dan dicatat dalam rekap tanggal {tgl}.",
        "Paket pengadaan bulan {bulan} diproses melalui katalog elektronik dan pengadaan langsung.",
    ),
    "archives": (
        "Penataan arsip dilanjutkan pada {bulan}; daftar berkas diperbarui pada {tgl}.",
        "Arsip dipindai dan diberi kode klasifikasi; sisa berkas dikerjakan bertahap setelah {tgl}.",
    ),
    "staff": (
        "Data pegawai diperiksa terhadap surat keputusan pada {tgl}.",
        "Rekap disusun {bagian} per {tgl}; perubahan jabatan dicatat pada kolom keterangan.",
    ),
    "staff_performance": (
        "Dialog kinerja dilakukan atasan langsung dengan setiap pegawai dan selesai pada {tgl}.",
        "Penilaian diperiksa bersama pejabat penilai pada {tgl}.",
    ),
    "performance": (
        "Angka diambil dari aplikasi pemantauan pada {tgl} dan dicocokkan dengan laporan subbagian.",
        "Capaian dibahas dalam rapat pada {tgl}; sasaran yang tertinggal diberi rencana perbaikan.",
    ),
    "internal_controls": (
        "Kartu kendali {bulan} diisi seluruh subbagian dan dikumpulkan pada {tgl}.",
        "Lima unsur pengendalian diperiksa satuan tugas pada {tgl}; risiko baru dicatat.",
    ),
    "gratifications": (
        "Laporan yang diterima ditindaklanjuti unit pengendali dan diteruskan sesuai aturan pada {tgl}.",
    ),
    "service_standards": (
        "Daftar layanan dan standarnya ditempel di ruang pelayanan dan dimuat di laman pada {tgl}.",
        "Informasi layanan diperiksa pada {tgl}; dua layanan diperbarui waktunya.",
    ),
    "service_facilities": (
        "Sarana diperiksa dengan daftar periksa pada {tgl}; kursi tunggu dan papan petunjuk dalam keadaan baik.",
        "Ruang pelayanan ditata kembali pada {bulan}; foto diambil pada {tgl}.",
        "Petugas memeriksa kelengkapan ruang layanan setiap Senin; catatan terakhir tanggal {tgl}.",
    ),
}  # fmt: skip
_TOLD_BY_PROOF = frozenset({"documents", "legal_documents", "evaluations", "integrity_zones"})
"""Registers whose papers name best what the work was about."""
_ENDINGS = (
    "", "", "", " {Bukti} dilampirkan.", " Lihat {bukti}.", " Hasilnya sudah disampaikan kepada koordinator area.",
    " Tidak ada hambatan berarti.", " Dua pegawai dari subbagian lain ikut membantu.", " Lanjutannya dikerjakan bulan depan.",
)  # fmt: skip

_REASONS = {
    "applications": (
        "Aplikasi tidak dapat dibuka selama dua minggu terakhir; gangguan sudah dilaporkan kepada pengelola di pusat.",
        "Pemegang akun mengikuti pelatihan di luar kota sepanjang bulan dan akun penggantinya belum diberikan.",
    ),
    "papers": (
        "Naskah masih diperiksa dan belum dapat ditandatangani.",
        "Menunggu petunjuk teknis terbaru dari KPU provinsi.",
        "Konsep dikembalikan Sekretaris untuk diperbaiki; perbaikannya belum selesai.",
    ),
    "events": (
        "Narasumber berhalangan dan belum ada waktu penggantinya.",
        "Anggaran kegiatan baru dapat dicairkan setelah revisi DIPA selesai.",
    ),
    "people": (
        "Sebagian pegawai bertugas di luar kantor; formulir belum terkumpul seluruhnya.",
        "Data masih dicocokkan dengan KPU provinsi dan belum dapat dilaporkan.",
    ),
    "figures": (
        "Rincian anggaran masih direvisi; angka pastinya belum terbit.",
        "Petugas yang menangani mengikuti pelatihan di luar kota sepanjang bulan.",
    ),
    "service": (
        "Ruang pelayanan sedang diperbaiki dan dipindahkan untuk sementara.",
        "Papan dan perlengkapan pengganti belum tiba dari penyedia.",
        "Petugas pelayanan berganti; serah terimanya belum selesai.",
    ),
}  # fmt: skip
_REASONS_OF = {
    "applications": "applications", "documents": "papers", "procedures": "papers", "teams": "papers",
    "evaluations": "papers", "legal_documents": "papers", "events": "events", "surveys": "events", "publications": "events",
    "declarations": "people", "conflicts_of_interest": "people", "conduct": "people", "staff": "people",
    "staff_performance": "people", "service_facilities": "service", "service_standards": "service", "complaints": "service",
    "information_requests": "service",
}  # fmt: skip
POSTPONEMENTS = (
    "Waktunya bersamaan dengan pemeriksaan keuangan; kegiatan digeser agar seluruh pegawai dapat hadir.",
    "Menunggu hasil penataan jabatan, sehingga pembahasannya digeser.",
    "Peserta dari luar kantor meminta penjadwalan ulang.",
)
_REMARKS = {
    "meeting": ("Daftar hadir belum ditandatangani semua peserta. Lengkapi, lalu kirim kembali.",),
    "recap": (
        "Angka pada uraian berbeda dengan rekap yang dilampirkan. Periksa dan samakan.",
        "Rekap baru memuat dua pekan pertama. Lengkapi sampai akhir bulan.",
    ),
    "photo": ("Foto tidak memperlihatkan kegiatannya. Tambahkan foto yang lebih jelas.",),
    "screenshot": ("Tanggal pada tangkapan layar tidak terbaca. Ambil ulang dengan tanggalnya.",),
    "link": ("Tautan tidak dapat dibuka dari luar kantor. Periksa alamatnya.",),
    "report": (
        "Laporan belum menyebut siapa yang melaksanakan dan apa hasilnya. Tambahkan.",
        "Laporan belum menyebut kendala dan tindak lanjutnya. Tambahkan.",
    ),
    "paper": ("Dokumen belum ditandatangani. Unggah naskah yang sudah ditandatangani.",),
}
BARE_REMARK = "Belum ada bukti. Lampirkan rekap atau laporannya, lalu kirim kembali."
MENDED = (
    " Sudah dilengkapi sesuai catatan pemeriksa.",
    " Angka sudah disamakan dengan rekap.",
    " Bukti sudah diperiksa kembali.",
)

OBSTACLES = {
    0: "Sebagian bukti diserahkan setelah bulan berakhir sehingga pemeriksaan tertunda. Dua kegiatan digeser karena jadwal "
    "bersamaan dengan pemeriksaan keuangan.",
    4: "Beberapa aplikasi tidak dapat dibuka pada jam kerja, sehingga tangkapan layar terlambat diambil.",
    7: "Keputusan tim pengendalian menunggu petunjuk teknis dari KPU provinsi.",
    8: "Jumlah responden survei masih sedikit; pemohon enggan mengisi kuesioner kertas.",
}
RECOMMENDATIONS = {
    0: "Koordinator area mengingatkan pelaksana pada tanggal 25 setiap bulan. Bukti diunggah pada hari kegiatan selesai.",
    4: "Data dicetak pada pekan pertama; gangguan aplikasi dilaporkan pada hari yang sama.",
    7: "Susunan tim disiapkan lebih dahulu agar dapat ditetapkan segera setelah petunjuk terbit.",
    8: "Kuesioner disediakan dalam bentuk tautan dan kode QR di meja layanan.",
}
"""What is said of a quarter: 0 = of the whole plan, else of the area with this number."""

_OPENING = re.compile(
    r"^(?:Tersedianya|Tersedia|Adanya|Sudah adanya|Terbentuknya|Terisinya|Terkelolanya|Terdokumentasinya|Terdapat|"
    r"Dapat diaksesnya|Diterapkannya|Mutakhirnya|Jumlah dan jenis|Jumlah|Persentase \(%\)|Persentase|Seluruh|Setiap|"
    r"Dokumentasi|Menurunnya|Meningkatnya|Telah dilakukan|Masuknya|Pembangunan|Dilaksanakannya|Ditandatanganinya|"
    r"Dimanfaatkannya|Terselenggaranya:?|Terbangunnya|Terlaksananya|100%|Besaran)\s+(?:seluruh\s+)?",
)  # fmt: skip
_END = re.compile(
    r"\s(?:di lingkungan|yang|sesuai|berikut|dengan|telah|sudah|kepada|oleh|untuk|pada|dari|terhadap|sebagai|serta|di laman)\b"
    r"|[,;:(/]| baik "
)  # fmt: skip


def subject(text: str) -> str:
    """What an indicator is about, in a few words: ``media sosialisasi RB``, ``SOP WBS``."""
    rest = _OPENING.sub("", text)
    words = _END.split(rest, maxsplit=1)[0].strip() or rest.strip()
    return lowered(words)


def narrative(register: str, text: str, proof: str, area: int, month: int, day: str, seed: tuple[object, ...]) -> str:
    """What was done, in one or two sentences that fit the indicator; ``proof`` names what proves it, "" where nothing does."""
    variants = _TOLD.get(register) or _TOLD["documents"]
    pattern = variants[(dice("told", *seed) + month) % len(variants)]
    if proof:
        pattern += _ENDINGS[dice("ending", *seed) * len(_ENDINGS) // 100]
    about = lowered(proof) if proof and register in _TOLD_BY_PROOF else subject(text)
    return pattern.format(
        pokok=about,
        Pokok=about[:1].upper() + about[1:],
        bulan=MONTH_NAMES[month - 1],
        tgl=day,
        bagian=SECTIONS.get(area, SECTIONS[1]),
        bukti=lowered(proof),
        Bukti=proof,
    )


def lowered(words: str) -> str:
    """The words as they stand within a sentence: ``SK Tim`` stays, ``Laporan monev`` becomes ``laporan monev``."""
    first = words.split(" ")[0]
    return words if first[1:].lower() != first[1:] else words[:1].lower() + words[1:]


def reason(register: str, *seed: object) -> str:
    """Why work of this register was not done."""
    return one_of(_REASONS[_REASONS_OF.get(register, "figures")], "reason", *seed)


def remark(sort: str, *seed: object) -> str:
    """What the checker finds wanting in a proof of this sort (a key of proofs.KINDS); "" = there is none."""
    return one_of(_REMARKS.get(sort, _REMARKS["paper"]), "remark", *seed) if sort else BARE_REMARK


def one_of(texts: tuple[str, ...], *seed: object) -> str:
    """One of the texts, always the same for the same seed."""
    return texts[dice("one", *seed) * len(texts) // 100]
