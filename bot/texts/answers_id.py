"""What the bot says around answers, in Indonesian."""

from bot.texts.wording import AnswerWording
from knowledge.metadata import Basis, Force, Language

ANSWERS = AnswerWording(
    months=tuple(
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(),
    ),
    force={
        Force.IN_FORCE: "berlaku",
        Force.AMENDED: "berlaku dengan perubahan",
        Force.REVOKED: "tidak berlaku lagi",
        Force.UNKNOWN: "status keberlakuan belum dipastikan",
    },
    basis={
        Basis.PRIMARY: "naskah aslinya sudah dibaca",
        Basis.PAGE: "menurut laman rujukan",
        Basis.SECONDARY: "menurut sumber sekunder",
        Basis.EXPLANATION: "penjelasan umum",
        Basis.UNCONFIRMED: "belum terkonfirmasi",
    },
    languages={Language.ID: "bahasa Indonesia", Language.EN: "bahasa Inggris"},
    source="Sumber: {title} – {locator}",
    grounds="dasar: {source}",
    since="sejak {date}",
    checked="dicek {date}",
    review_due="perlu ditinjau ulang",
    see_also="Berkaitan:",
    other_language="Saya hanya memiliki naskah ini dalam {language}:",
    history="Riwayat: ketentuan berikut hanya berlaku sampai {until}.",
    history_undated="Riwayat: ketentuan berikut tidak berlaku lagi.",
    unconfirmed="Hal ini belum dapat saya pastikan.",
    understood="Saya memahami {terms}.",
    part="Pertanyaan {number}:",
    clarify="Saya belum yakin maksud pertanyaan Anda. Mungkin maksud Anda:",
    not_found="Maaf, saya tidak menemukan jawaban tentang “{topic}” dalam dokumen yang saya pegang, "
    "jadi saya tidak akan menebak.",
    not_found_plain="Maaf, dokumen yang saya pegang tidak memuat jawabannya, jadi saya tidak akan menebak.",
    next_step="Silakan tanyakan kepada petugas atau PPID instansi yang berwenang, atau periksa situs resminya.",
    next_step_agency="Silakan hubungi {contact}, atau periksa situs resmi instansi yang berwenang.",
    reference_absent="{reference} tidak ada dalam {document}.",
    reference_gap="{reference} tidak terbaca dalam naskah {document} yang saya simpan. Silakan periksa naskah resminya "
    "di peraturan.bpk.go.id.",
    reference_last="Pasal terakhirnya adalah Pasal {last}.",
    reference_known="Yang ada: {units}.",
    reference_elsewhere="{reference} ada dalam {document}.",
    reference_amended="Peraturan itu diubah dengan {laws}, yang naskahnya tidak saya simpan.",
    reference_unheld="Naskah {reference} tidak ada di antara dokumen saya. Silakan periksa naskah resminya di "
    "peraturan.bpk.go.id.",
    standard_unheld="Dokumen saya tidak membahas {reference}. Silakan periksa bsn.go.id atau iso.org.",
    as_of="Menurut ketentuan yang berlaku pada {date}:",
    too_long="Pertanyaan Anda terlalu panjang. Mohon diringkas menjadi paling banyak {limit} karakter.",
    busy="Saat ini banyak yang bertanya. Mohon kirim lagi pertanyaan Anda sebentar lagi.",
    conflict="Dokumen saya memuat keterangan yang berbeda; keduanya saya tunjukkan. Mohon pastikan kepada petugas.",
)
