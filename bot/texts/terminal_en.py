"""What the `tanya` command says, in English: the language of its options and of those who run servers."""

from bot.publishing.outcome import Action, Refusal, State
from bot.texts.terminal_wording import TerminalWording

TERMINAL = TerminalWording(
    building="No index yet: building it from the documents …",
    no_token="TELEGRAM_BOT_TOKEN is not set, so this is a chat in the terminal. Leave with /keluar or Ctrl-D.",  # noqa: S106 - no secret
    welcome="**Tanya Integritas** – silakan bertanya tentang SMAP, SMM, gratifikasi, atau pelaporan. "
    "*Ask in English, too.*",
    prompt="Tanya ›",
    token_missing="Set TELEGRAM_BOT_TOKEN to the token from BotFather, then run `tanya serve` again.",  # noqa: S106 - no secret
    ask_usage='Give either one question, as in: tanya ask "Apa itu SMAP?", or --json with --file questions.jsonl.',
    empty_question='The question is empty; write one, as in: tanya ask "Apa itu SMAP?"',
    file_unreadable="{file} cannot be read as UTF-8 text: {reason}.",
    row_unreadable='{place} is not a question; each line is a JSON object such as {{"id": "1", "question": "…"}}.',
    stages={
        "load": "reading documents",
        "read": "reading passages",
        "count": "counting words",
        "encode": "encoding",
        "ask": "asking the new index the golden questions",
        "ask-live": "asking the live index the golden questions",
        "publish": "publishing",
    },
    published="Live now: {snapshot}, {documents} documents, {passages} passages.",
    golden="Golden questions: {share:.1%} of {asked}.",
    done={
        Action.REINDEX: "Indexed anew.",
        Action.ADD: "Added.",
        Action.WITHDRAW: "Withdrawn: {documents}. No answer uses it any more.",
        Action.RESTORE: "Restored: {documents}.",
        Action.ROLLBACK: "Rolled back.",
    },
    added="Added {document}: {title}",
    replaced="Replaced {document}: {title} (the earlier version is kept in the archive)",
    twins="Still served in translation: {twins}. Withdraw it as well if it says the same.",
    refused={
        Refusal.WORSE: "Not published: the new index answers the golden questions clearly worse than the live one, "
        "which goes on serving.",
        Refusal.EMPTY: "Not published: there is no document to serve. Add one with `tanya add FILE`.",
        Refusal.BUSY: "The document is hidden already; another reindex is at work, so the index is rebuilt later.",
        Refusal.FAILED: "The document is hidden already, but no new index could be made; run `tanya reindex`.",
    },
    lost="Worse: {questions}",
    misleading="Wrong claims that the live index does not make: {questions}",
    incomplete="{document}: the text lacks {missing}, lost in the scan perhaps; questions on it are told so.",
    fault="Left out: {fault}",
    status_live="Live: {snapshot} of {created}; {documents} documents, {passages} passages; model {embedder}.",
    status_none="Nothing is live; run `tanya reindex`.",
    status_problem="It cannot be used: {problem}",
    status_golden="Golden questions when it was published: {share:.1%}.",
    status_withdrawn="Withdrawn: {documents}.",
    status_pending="Not live yet in their present version: {documents}. Run `tanya reindex`.",
    states={State.LIVE: "live", State.PENDING: "pending", State.WITHDRAWN: "withdrawn"},
    whole="{snapshot}: whole",
    broken="{snapshot}: {problem}",
    nothing_to_verify="There is no snapshot to verify; run `tanya reindex`.",
)
