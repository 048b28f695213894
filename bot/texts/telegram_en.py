"""What the bot says in Telegram besides its replies, in English."""

from bot.texts.telegram_wording import TelegramWording

TELEGRAM = TelegramWording(
    welcome="Welcome. I am Tanya Integritas: I answer questions about anti-bribery (SMAP, ISO 37001), quality "
    "management (ISO 9001), gratification and the rules around them. Every answer is taken from a document that I "
    "name; where my documents do not hold the answer, I say so.\n\n"
    "Please write your question, or pick one of these:",
    welcome_examples=(
        "What is ISO 37001?",
        "How many days do I have to report a gratification?",
        "Where can I report suspected bribery?",
    ),
    private_welcome="Nobody in the group sees what is said here. Please write no names or evidence; take them straight "
    "to these official channels.",
    channels_question="Where can I report suspected bribery?",
    help="Write your question in plain words, for example:\n"
    "• How many days do I have to report a gratification to the KPK?\n"
    "• What does clause 8.2 of ISO 37001 ask for?\n"
    "• What is the penalty for taking a bribe?\n\n"
    "Under every answer you find the passage (tap to unfold it) and its source.\n\n"
    "/sources – sources of the last answer, and my documents\n"
    "/privacy – what I keep and what I do not\n"
    "/help – this page\n\n"
    "I am not a reporting channel. To report bribery, ask “Where do I report?” and I show you the official ones.",
    help_group="In groups I answer only when mentioned, replied to, or asked with /ask, for example: /ask what is "
    "SMAP?",
    privacy="I write your questions, name or number down nowhere, and my technical log holds none. While I run I only "
    "remember the last three questions in this chat, until 15 minutes after the latest, so that I understand "
    "follow-ups; and the sources of the last answer, so that /sources can show them. Of sensitive messages I remember "
    "nothing but that this chat needs care, for 30 minutes.\n\n"
    "Your messages still pass through Telegram. So please send no names of reporters or suspects, no evidence and no "
    "personal data here; take them to the official channels.",
    last_sources="Sources of the last answer in this chat:",
    no_last_sources="I remember no answer with sources in this chat yet.",
    library="The documents I hold:",
    more_documents="… and {count} more documents.",
    ask_usage="Write your question after /ask, for example: /ask what is SMAP?",
    mention_empty="Please write your question along with it, for example: how long do I have to report a "
    "gratification?",
    unknown_command="I do not know that command. Just write your question, or see /help.",
    only_text="Sorry, I can only read written questions. Please put your question into words.",
    too_many="Your messages come faster than I can answer, so I skipped some. Please send the questions that are still "
    "open again, one by one.",
    failed="Sorry, something went wrong and I could not answer this. Please try again; if it happens again, give the "
    "code {code} to whoever runs this bot.",
    expired="This button has expired. Please write the question.",
    late="Sorry, I could only answer this message now.",
    copy_citation="Copy citation",
    open_private="Open a private chat",
    description="I answer questions about anti-bribery (SMAP, ISO 37001), quality management (ISO 9001), gratification "
    "and the rules around them, with the passage and its source. Write your question in plain words. I am not a "
    "reporting channel, but I can show you the official ones.",
    short_description="Answers on anti-bribery, gratification and quality, with the passage and its source.",
    private_commands={
        "help": "How to ask",
        "sources": "Sources of the last answer, and my documents",
        "privacy": "What is kept and what is not",
    },
    group_commands={"ask": "Ask a question", "sources": "Sources of the last answer", "help": "How to ask"},
    malformed_key="TELEGRAM_BOT_TOKEN is no bot token; one looks like 123456789:ABC… and comes from @BotFather.",
    refused_key="Telegram refuses TELEGRAM_BOT_TOKEN; check it with @BotFather, and TELEGRAM_API_URL if it is set.",
)
