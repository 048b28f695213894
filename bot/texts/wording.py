"""The shape of what the bot says about answers; each language fills it, so none can lack a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.metadata import Basis, Force, Language


@dataclass(frozen=True, slots=True)
class AnswerWording:
    """Sentences around stored passages: citations, notices, what comes next."""

    months: tuple[str, ...]
    force: dict[Force, str]
    basis: dict[Basis, str]
    languages: dict[Language, str]
    source: str  # {title}, {locator}
    grounds: str  # {source}
    since: str  # {date}
    checked: str  # {date}
    review_due: str
    see_also: str
    other_language: str  # {language}
    history: str  # {until}
    history_undated: str
    unconfirmed: str
    understood: str  # {terms}
    part: str  # {number}
    clarify: str
    not_found: str  # {topic}
    not_found_plain: str
    next_step: str
    next_step_agency: str  # {contact}
    reference_absent: str  # {reference}, {document}
    reference_gap: str  # {reference}, {document}
    reference_last: str  # {last}
    reference_known: str  # {units}
    reference_elsewhere: str  # {reference}, {document}
    reference_amended: str  # {laws}
    reference_unheld: str  # {reference}
    standard_unheld: str  # {reference}
    as_of: str  # {date}
    too_long: str  # {limit}
    busy: str
    conflict: str
