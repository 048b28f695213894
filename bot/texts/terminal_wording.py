"""The shape of what the terminal says; each language fills it whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.publishing.outcome import Action, Refusal, State


@dataclass(frozen=True, slots=True)
class TerminalWording:
    """What the commands say of themselves and of what came of them."""

    building: str
    no_token: str
    welcome: str
    prompt: str
    token_missing: str
    ask_usage: str
    empty_question: str
    file_unreadable: str  # {file}, {reason}
    row_unreadable: str  # {place}
    stages: Mapping[str, str]
    published: str  # {snapshot}, {documents}, {passages}
    golden: str  # {share}, {asked}
    done: Mapping[Action, str]  # {documents}
    added: str  # {document}, {title}
    replaced: str  # {document}, {title}
    twins: str  # {twins}
    refused: Mapping[Refusal, str]
    lost: str  # {questions}
    misleading: str  # {questions}
    incomplete: str  # {document}, {missing}
    fault: str  # {fault}
    status_live: str  # {snapshot}, {created}, {documents}, {passages}, {embedder}
    status_none: str
    status_problem: str  # {problem}
    status_golden: str  # {share}
    status_withdrawn: str  # {documents}
    status_pending: str  # {documents}
    states: Mapping[State, str]
    whole: str  # {snapshot}
    broken: str  # {snapshot}, {problem}
    nothing_to_verify: str
