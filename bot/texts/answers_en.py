"""What the bot says around answers, in English."""

from bot.texts.wording import AnswerWording
from knowledge.metadata import Basis, Force, Language

ANSWERS = AnswerWording(
    months=tuple("January February March April May June July August September October November December".split()),
    force={
        Force.IN_FORCE: "in force",
        Force.AMENDED: "in force as amended",
        Force.REVOKED: "no longer in force",
        Force.UNKNOWN: "whether it is in force is not confirmed",
    },
    basis={
        Basis.PRIMARY: "the original text was read",
        Basis.PAGE: "according to a reference page",
        Basis.SECONDARY: "according to secondary sources",
        Basis.EXPLANATION: "general explanation",
        Basis.UNCONFIRMED: "unconfirmed",
    },
    languages={Language.ID: "Indonesian", Language.EN: "English"},
    source="Source: {title} – {locator}",
    grounds="based on: {source}",
    since="since {date}",
    checked="checked {date}",
    review_due="due for review",
    see_also="Related:",
    other_language="I hold this text only in {language}:",
    history="History: the following applied only until {until}.",
    history_undated="History: the following is no longer in force.",
    unconfirmed="I cannot confirm this.",
    understood="I understood {terms}.",
    part="Question {number}:",
    clarify="I am not sure what you are asking. Perhaps you mean:",
    not_found="I am sorry: I found no answer about “{topic}” in the documents I hold, so I will not guess.",
    not_found_plain="I am sorry: the documents I hold do not contain the answer, so I will not guess.",
    next_step="Please ask the staff or the information officer (PPID) of the agency in charge, or check its official "
    "site.",
    next_step_agency="Please contact {contact}, or check the official site of the agency in charge.",
    reference_absent="{reference} does not exist in {document}.",
    reference_gap="{reference} is not legible in the copy of {document} that I hold. Please check the official text at "
    "peraturan.bpk.go.id.",
    reference_last="Its last article is Article {last}.",
    reference_known="What does exist: {units}.",
    reference_elsewhere="{reference} is in {document}.",
    reference_amended="It was amended by {laws}, whose text I do not hold.",
    reference_unheld="I do not hold the text of {reference}. Please check the official text at peraturan.bpk.go.id.",
    standard_unheld="My documents do not deal with {reference}. Please check bsn.go.id or iso.org.",
    as_of="Under the rules in force on {date}:",
    too_long="Your question is too long. Please shorten it to at most {limit} characters.",
    busy="Many people are asking just now. Please send your question again in a moment.",
    conflict="My documents hold differing statements; here are both. Please check with the staff.",
)
