"""What the bot says to whoever speaks up, in small talk, where it declines, and on deadlines, in Indonesian."""

from bot.answering.boundaries import Boundary
from bot.answering.courtesy import CourtesyKind
from bot.texts.safety_wording import DeadlineWording, ReferralWording, SafetyWording
from knowledge.channels import ContactKind, Purpose

_REFERRAL = ReferralWording(
    opening="Terima kasih sudah mau bersuara. Saya bukan kanal pengaduan dan tidak dapat menerima laporan, tetapi "
    "kanal resmi di bawah ini dapat.",
    afraid="Keselamatan Anda yang utama. Bila ada ancaman, hubungi LPSK lebih dahulu; dalam bahaya langsung, hubungi "
    "kantor polisi terdekat.",
    choices_heading="Apa yang Anda perlukan?",
    choices=(
        "Bertanya tentang aturan: tulis pertanyaannya tanpa nama, tempat, atau jumlah uang.",
        "Saya menerima sesuatu: laporkan kepada UPG instansi Anda dalam 10 hari kerja, "
        "atau KPK (gol.kpk.go.id) dalam 30 hari kerja, sejak diterima.",
        "Saya ingin melaporkan orang lain: pilih salah satu kanal berikut.",
    ),
    headings={
        Purpose.REPORT: "Melaporkan dugaan suap atau korupsi",
        Purpose.SERVICE: "Keluhan atas pelayanan publik",
        Purpose.PROTECTION: "Perlindungan bagi saksi dan pelapor",
    },
    channel="{name}: {accepts}; {identity}. Kontak: {contacts}",
    local_contacts="kantornya yang terdekat",
    dated="menurut sumber {year}",
    review_due="perlu ditinjau ulang",
    verified="Kontak dicek {date}; nomor dapat berubah, jadi pastikan dahulu di situs resminya.",
    agency="Instansi setempat: {contact}.",
    contacts={
        ContactKind.WEB: "{value}",
        ContactKind.PHONE: "telepon {value}",
        ContactKind.WHATSAPP: "WhatsApp {value}",
        ContactKind.SMS: "SMS {value}",
        ContactKind.EMAIL: "{value}",
        ContactKind.POST: "{value}",
        ContactKind.VISIT: "{value}",
    },
    notice="Telegram mengetahui akun Anda, dan obrolan ini bukan jalur rahasia. Jangan kirim nama, nomor, foto, atau "
    "bukti di sini; pesan Anda tidak saya simpan. Sebaiknya hapus juga pesan itu dari obrolan ini.",
    checklist_heading="Siapkan di catatan Anda sendiri, bukan di sini:",
    checklist=(
        "apa yang terjadi, dan bagaimana",
        "siapa yang terlibat dan jabatannya",
        "kapan dan di mana",
        "mengapa, dan berapa nilainya",
        "bukti atau saksi yang ada (hapus data lokasi dari foto)",
    ),
    group="Untuk hal seperti ini, silakan lanjutkan lewat obrolan pribadi atau kanal resmi KPK (198, kws.kpk.go.id). "
    "Mohon tidak menuliskan nama atau rinciannya di grup.",
)

_DEADLINE = DeadlineWording(
    heading="Batas waktu melapor:",
    upg="Lewat UPG instansi Anda: {days} hari kerja, paling lambat {date}.",
    kpk="Langsung kepada KPK: {days} hari kerja, paling lambat {date} (UU 20/2001 Pasal 12C).",
    counted="Hari pertama yang dihitung: {first}, lalu Senin sampai Jumat{skipped}.",
    skipped=", tanpa {days}",
    passed="Batas itu sudah lewat. Tetap laporkan sekarang juga; jangan menunggu.",
    assumed_year="Tanggalnya tidak Anda sebut lengkap; saya anggap {date}.",
    assumed_about="Tanggal pastinya tidak Anda sebut; saya anggap {date}.",
    otherwise="Bila maksud Anda {received}: UPG paling lambat {upg}, KPK paling lambat {kpk}.",
    assumptions="Agar aman, hari penerimaan ikut dihitung dan cuti bersama yang belum dicatat dianggap hari kerja. "
    "Batas lewat UPG mengikuti aturan instansi Anda.",
    months=tuple("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()),
    weekdays=tuple("Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()),
)

_COURTESY = {
    CourtesyKind.GREETING: "Halo, saya Tanya Integritas. Silakan tanyakan apa saja tentang antisuap (SMAP), mutu "
    "(ISO 9001), gratifikasi, atau cara melapor, misalnya: Berapa lama batas waktu melapor gratifikasi?",
    CourtesyKind.THANKS: "Sama-sama. Silakan bertanya lagi kapan saja.",
    CourtesyKind.FAREWELL: "Sampai jumpa. Silakan kembali kapan saja.",
    CourtesyKind.IDENTITY: "Saya Tanya Integritas, sebuah program, bukan orang. Saya menjawab pertanyaan tentang "
    "antisuap, mutu, dan aturan integritas dari dokumen yang saya pegang, dengan menyebut sumbernya.",
    CourtesyKind.CAPABILITY: "Saya dapat menjawab pertanyaan tentang:\n"
    "• SMAP dan ISO 37001, ISO 9001, serta sertifikasinya;\n"
    "• gratifikasi, suap, dan sanksinya;\n"
    "• cara dan tempat melapor serta perlindungan pelapor;\n"
    "• disiplin ASN, LHKPN, konflik kepentingan, dan Zona Integritas;\n"
    "• pengalaman Inspektorat Kabupaten Serang.\n"
    "Tulis saja dengan kalimat biasa. Yang tidak ada di dokumen saya, saya katakan terus terang.",
    CourtesyKind.PRIVACY: "Pertanyaan, nama, dan nomor Anda tidak saya simpan; sebentar saja saya ingat topik terakhir "
    "agar paham pertanyaan lanjutan. Namun Telegram mengetahui akun Anda, jadi jangan kirim nama, bukti, atau data "
    "pribadi di sini.",
    CourtesyKind.ABUSE: "Maaf bila saya mengecewakan. Coba tuliskan pertanyaannya dengan kata lain; saya bantu sebisa "
    "saya.",
}

_BOUNDARIES = {
    Boundary.VERDICT: "Saya tidak menilai apakah seseorang bersalah; itu wewenang penegak hukum dan pengadilan. Bila "
    "Anda mengetahui dugaan korupsi, sampaikan kepada KPK (198, kws.kpk.go.id), Inspektorat, atau kepolisian dan "
    "kejaksaan. Mohon tidak menuliskan nama orang di sini.",
    Boundary.PROTECTED_TEXT: "Naskah ISO dan SNI dilindungi hak cipta, jadi saya tidak menyalinnya kata demi kata. "
    "Naskah resmi dapat diperoleh dari BSN (bsn.go.id) atau ISO (iso.org). Saya dapat menjelaskan isinya dengan kata-"
    "kata sendiri, misalnya: Apa isi klausul 8.2 ISO 37001?",
    Boundary.EVASION: "Saya tidak membantu menyembunyikan pemberian atau menghindari aturan. Bila Anda terlanjur "
    "menerima sesuatu, melaporkannya justru melindungi Anda: kepada UPG instansi Anda atau KPK (gol.kpk.go.id) dalam "
    "30 hari kerja sejak diterima.",
    Boundary.REPORTER_IDENTITY: "Identitas pelapor dirahasiakan; saya tidak mengetahuinya dan tidak membantu "
    "mencarinya. Bila Anda merasa dilaporkan, tunggu panggilan resmi atau tanyakan hak Anda kepada Inspektorat atau "
    "penasihat hukum.",
    Boundary.INJECTION: "Permintaan itu tidak dapat saya penuhi: aturan kerja, kunci, dan data orang lain tidak saya "
    "bagikan. Silakan bertanya tentang integritas, atau hubungi petugas instansi Anda untuk hal lain.",
    Boundary.OFFICE_HOLDER: "Pejabat berganti, dan dokumen saya tidak memuat siapa yang menjabat saat ini, jadi saya "
    "tidak menebak. Silakan periksa situs resmi instansinya atau tanyakan kepada PPID.",
    Boundary.LEGAL_ADVICE: "Saya tidak dapat memberi nasihat hukum atas perkara seseorang. Silakan hubungi penasihat "
    "hukum atau pos bantuan hukum di pengadilan. Aturan umumnya boleh Anda tanyakan, tanpa nama dan rincian.",
    Boundary.OTHER_DOMAIN: "Maaf, itu di luar bidang saya; saya hanya menjawab soal antisuap, mutu, dan aturan "
    "integritas. Silakan periksa situs resmi instansi yang berwenang.",
}

SAFETY = SafetyWording(
    referral=_REFERRAL,
    deadline=_DEADLINE,
    courtesy=_COURTESY,
    boundaries=_BOUNDARIES,
    understood_one="“{word}” sebagai “{term}”",
)
