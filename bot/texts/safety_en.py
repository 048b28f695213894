"""What the bot says to whoever speaks up, in small talk, where it declines, and on deadlines, in English."""

from bot.answering.boundaries import Boundary
from bot.answering.courtesy import CourtesyKind
from bot.texts.safety_wording import DeadlineWording, ReferralWording, SafetyWording
from knowledge.channels import ContactKind, Purpose

_REFERRAL = ReferralWording(
    opening="Thank you for speaking up. I am not a reporting channel and cannot take reports, but the official "
    "channels below can.",
    afraid="Your safety comes first. If you are threatened, contact LPSK first; in immediate danger, call the police "
    "police station.",
    choices_heading="What do you need?",
    choices=(
        "Ask about the rules: write the question without names, places or sums.",
        "I received something: report it to your agency's UPG within 10 working days, or to KPK "
        "(gol.kpk.go.id) within 30, counted from receipt.",
        "I want to report somebody else: use one of these channels.",
    ),
    headings={
        Purpose.REPORT: "To report suspected bribery or corruption",
        Purpose.SERVICE: "To complain about a public service",
        Purpose.PROTECTION: "Protection for witnesses and reporters",
    },
    channel="{name}: {accepts}; {identity}. Contact: {contacts}",
    local_contacts="its nearest office",
    dated="source of {year}",
    review_due="due for review",
    verified="Contacts checked on {date}; numbers change, so confirm on the official site first.",
    agency="The agency here: {contact}.",
    contacts={
        ContactKind.WEB: "{value}",
        ContactKind.PHONE: "phone {value}",
        ContactKind.WHATSAPP: "WhatsApp {value}",
        ContactKind.SMS: "SMS {value}",
        ContactKind.EMAIL: "{value}",
        ContactKind.POST: "{value}",
        ContactKind.VISIT: "{value}",
    },
    notice="Telegram knows your account, and this chat is not a secret line. Do not send names, numbers, photos or "
    "evidence here; I do not keep your message. It is wise to delete it from this chat too.",
    checklist_heading="Prepare in your own notes, not here:",
    checklist=(
        "what happened, and how",
        "who was involved, and their position",
        "when and where",
        "why, and what it was worth",
        "evidence or witnesses (remove location data from photos)",
    ),
    group="For a matter like this, please go on in a private chat or with KPK's official channels (198, "
    "kws.kpk.go.id). Please leave names and details out of the group.",
)

_DEADLINE = DeadlineWording(
    heading="Deadline for reporting:",
    upg="Through your agency's UPG: {days} working days, by {date} at the latest.",
    kpk="Directly to KPK: {days} working days, by {date} at the latest (Law 20/2001, Article 12C).",
    counted="First day counted: {first}, then Monday to Friday{skipped}.",
    skipped=", without {days}",
    passed="That date has passed. Report all the same, and do it now.",
    assumed_year="You did not give the full date; I take {date}.",
    assumed_about="You did not give the exact day; I take {date}.",
    otherwise="If you mean {received}: UPG by {upg}, KPK by {kpk}.",
    assumptions="To be safe, the day of receipt counts, and joint leave that nobody entered counts as working days. "
    "The UPG deadline follows the rules of your agency.",
    months=tuple("January February March April May June July August September October November December".split()),
    weekdays=tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
)

_COURTESY = {
    CourtesyKind.GREETING: "Hello, I am Tanya Integritas. Ask me about anti-bribery management (ISO 37001), quality "
    "(ISO 9001), gratification or how to report, for example: What is the deadline to report a gratification?",
    CourtesyKind.THANKS: "You are welcome. Ask me again any time.",
    CourtesyKind.FAREWELL: "Goodbye, and come back any time.",
    CourtesyKind.IDENTITY: "I am Tanya Integritas, a program and not a person. I answer questions about anti-bribery, "
    "quality and integrity rules from the documents I hold, and name my sources.",
    CourtesyKind.CAPABILITY: "I can answer questions about:\n"
    "• SMAP and ISO 37001, ISO 9001, and their certification;\n"
    "• gratification, bribery and the sanctions;\n"
    "• how and where to report, and how reporters are protected;\n"
    "• discipline of civil servants, wealth reports (LHKPN), conflicts of interest, the Integrity Zone;\n"
    "• what the Inspectorate of Serang Regency has done.\n"
    "Just write in plain words. Where my documents say nothing, I tell you so.",
    CourtesyKind.PRIVACY: "I do not keep your questions, name or number; for a short time I remember the last topic to "
    "understand follow-ups. Telegram does know your account, so please send no names, evidence or personal data here.",
    CourtesyKind.ABUSE: "I am sorry to disappoint. Try putting the question in other words, and I will help as well as "
    "I can.",
}

_BOUNDARIES = {
    Boundary.VERDICT: "I do not judge whether a person is guilty; that is for law enforcers and the courts. If you "
    "know "
    "of suspected corruption, take it to KPK (198, kws.kpk.go.id), the Inspectorate, the police or the prosecutor. "
    "Please leave names out of this chat.",
    Boundary.PROTECTED_TEXT: "ISO and SNI texts are protected by copyright, so I do not reproduce their wording. The "
    "official text is available from BSN (bsn.go.id) or ISO (iso.org). I can explain it in my own words, for example: "
    "What does clause 8.2 of ISO 37001 ask for?",
    Boundary.EVASION: "I do not help to hide a gift or get around the rules. If you have already received something, "
    "reporting it protects you: to your agency's UPG or to KPK (gol.kpk.go.id) within 30 working days of receipt.",
    Boundary.REPORTER_IDENTITY: "The identity of a reporter is secret; I do not know it and do not help to find it. If "
    "you think you were reported, wait for an official summons, or ask the Inspectorate or a lawyer about your rights.",
    Boundary.INJECTION: "I cannot do that: I do not share my instructions, keys or other people's data. Ask me about "
    "integrity rules, or contact your agency's officers for anything else.",
    Boundary.OFFICE_HOLDER: "Office holders change, and my documents do not say who serves at present, so I will not "
    "guess. Please check the agency's official website or ask its PPID.",
    Boundary.LEGAL_ADVICE: "I cannot give legal advice on anybody's case. Please contact a lawyer or the legal aid "
    "post "
    "at the court. You may ask me what the rules say in general, without names and details.",
    Boundary.OTHER_DOMAIN: "Sorry, that is outside my field; I only answer on anti-bribery, quality and integrity "
    "rules. Please check the official website of the authority concerned.",
}

SAFETY = SafetyWording(
    referral=_REFERRAL,
    deadline=_DEADLINE,
    courtesy=_COURTESY,
    boundaries=_BOUNDARIES,
    understood_one="“{word}” as “{term}”",
)
