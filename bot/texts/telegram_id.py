"""What the bot says in Telegram besides its replies, in Indonesian."""

from bot.texts.telegram_wording import TelegramWording

TELEGRAM = TelegramWording(
    welcome="Selamat datang. Saya Tanya Integritas: saya menjawab pertanyaan tentang antisuap (SMAP, ISO 37001), "
    "manajemen mutu (ISO 9001), gratifikasi, dan aturan di sekitarnya. Setiap jawaban saya ambil dari dokumen dan saya "
    "sebutkan sumbernya; bila dokumen saya tidak memuatnya, saya katakan terus terang.\n\n"
    "Silakan tulis pertanyaan Anda, atau pilih salah satu contoh ini:",
    welcome_examples=(
        "Apa itu SMAP?",
        "Berapa lama batas waktu melapor gratifikasi?",
        "Ke mana saya dapat melaporkan dugaan suap?",
    ),
    private_welcome="Di sini percakapan kita tidak dilihat anggota grup. Mohon jangan tuliskan nama atau bukti di "
    "sini; sampaikan langsung kepada kanal resmi berikut.",
    channels_question="Ke mana saya dapat melaporkan dugaan suap?",
    help="Tulis pertanyaan Anda dengan kalimat biasa, misalnya:\n"
    "• Berapa lama batas waktu melapor gratifikasi kepada KPK?\n"
    "• Apa isi klausul 8.2 ISO 37001?\n"
    "• Apa ancaman pidana bagi penerima suap?\n\n"
    "Di bawah setiap jawaban ada kutipan dokumen (ketuk untuk membukanya) dan sumbernya.\n\n"
    "/sumber – sumber jawaban terakhir dan daftar dokumen saya\n"
    "/privasi – apa yang saya simpan dan tidak\n"
    "/bantuan – petunjuk ini\n\n"
    "Saya bukan kanal pengaduan. Untuk melaporkan suap, tanyakan “Ke mana melapor?” dan saya tunjukkan kanal resminya.",
    help_group="Di grup saya hanya menjawab bila disebut, dibalas, atau lewat /tanya, misalnya: /tanya apa itu SMAP?",
    privacy="Saya tidak menuliskan pertanyaan, nama, atau nomor Anda ke mana pun; catatan teknis saya pun tidak "
    "memuatnya. Selama saya berjalan, saya hanya mengingat: tiga pertanyaan terakhir di obrolan ini, sampai 15 "
    "menit sesudah yang terakhir, agar pertanyaan lanjutan dapat dipahami; dan sumber jawaban terakhir, agar /sumber "
    "dapat menunjukkannya. Pesan yang peka tidak saya ingat sama sekali; hanya bahwa obrolan ini perlu dijaga, selama "
    "30 menit.\n\n"
    "Pesan Anda tetap melewati Telegram. Karena itu, jangan kirim nama pelapor atau terlapor, bukti, atau data pribadi "
    "di sini; sampaikan kepada kanal resmi.",
    last_sources="Sumber jawaban terakhir di obrolan ini:",
    no_last_sources="Belum ada jawaban bersumber di obrolan ini yang saya ingat.",
    library="Dokumen yang saya pegang:",
    more_documents="… dan {count} dokumen lain.",
    ask_usage="Tulis pertanyaan setelah /tanya, misalnya: /tanya apa itu SMAP?",
    mention_empty="Silakan tulis pertanyaannya sekalian, misalnya: berapa lama batas waktu melapor gratifikasi?",
    unknown_command="Perintah itu tidak saya kenal. Tulis saja pertanyaan Anda, atau lihat /bantuan.",
    only_text="Maaf, saya hanya dapat membaca pertanyaan tertulis. Silakan tulis pertanyaan Anda dengan kata-kata.",
    too_many="Pesan Anda datang lebih cepat daripada yang dapat saya jawab, jadi sebagian saya lewati. Mohon kirim "
    "lagi pertanyaan yang belum terjawab, satu per satu.",
    failed="Maaf, terjadi gangguan sehingga pertanyaan ini tidak dapat saya jawab. Silakan coba lagi; bila berulang, "
    "sampaikan kode {code} kepada pengelola.",
    expired="Tombol ini sudah kedaluwarsa. Silakan tulis pertanyaannya.",
    late="Maaf, pesan ini baru dapat saya jawab sekarang.",
    copy_citation="Salin rujukan",
    open_private="Buka obrolan pribadi",
    description="Saya menjawab pertanyaan tentang antisuap (SMAP, ISO 37001), manajemen mutu (ISO 9001), gratifikasi, "
    "dan aturan di sekitarnya, dengan kutipan dan sumbernya. Tulis pertanyaan Anda dengan kalimat biasa. Saya bukan "
    "kanal pengaduan, tetapi saya dapat menunjukkan kanal resminya.",
    short_description="Menjawab soal antisuap, gratifikasi, dan mutu, dengan kutipan dan sumbernya.",
    private_commands={
        "bantuan": "Cara bertanya",
        "sumber": "Sumber jawaban terakhir dan daftar dokumen",
        "privasi": "Apa yang disimpan dan tidak",
    },
    group_commands={"tanya": "Ajukan pertanyaan", "sumber": "Sumber jawaban terakhir", "bantuan": "Cara bertanya"},
    malformed_key="TELEGRAM_BOT_TOKEN bukan token bot; bentuknya 123456789:ABC… dan didapat dari @BotFather.",
    refused_key="Telegram menolak TELEGRAM_BOT_TOKEN; periksa token di @BotFather, dan TELEGRAM_API_URL bila diatur.",
)
