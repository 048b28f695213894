"""Reads the signals of a disclosure out of a message, in any register of Indonesian and English.

An event counts as told when no word before it in its clause makes it a question or a case thought of: "petugas minta
500 ribu, gimana?" tells, "bolehkah petugas minta 500 ribu?" and "kalau petugas minta 500 ribu?" do not.
"""

from __future__ import annotations

import re
from functools import cache

from bot.answering.amounts import names_amount
from bot.answering.clauses import read_clauses
from bot.answering.lexicon import Lexicon, compile_phrases
from bot.answering.normalization import Vocabulary, normalize
from bot.answering.persons import function_words, is_known, is_named, looks_named
from bot.answering.signals import Signals

_ABBREVIATION_DOT = re.compile(r"\b(mr|mrs|ms|dr|drs|ir|hj|h|no|rp|bpk|sdr|jl|st|pt|cv)\.", re.I)
_THANKS = re.compile(r"\bterima kasih\b", re.I)  # nothing is received
_TO_A_PLACE = re.compile(r"\b(?:di|dari|ke|at|from|in|by)\s+(?:(?:the|a|an|our|my|local|kantor)\s+)?")
_I_RECEIVED = re.compile(
    r"\b(?:saya|aku|kami|i|we)\s+(?:\w+\s+){0,2}"
    r"(?:menerima|terima|dapat|mendapat\w*|diberi\w*|got|received|accepted|was given)"
)
_WANT_WINDOW = 40  # characters in which "wants" and "to report" belong together
# "… perlu fotokopi KTP ga", "… sudah benar kan ya": without a question mark, the tag at the end asks.
_TAG_QUESTION = re.compile(
    r"\b(?:tidak|belum|kan|or not|or no|right)(?:\s+(?:ya|sih|kak|min|dong|semalam|sekarang|nanti|juga)){0,2}\s*[.!,]*$"
)
_AT_ONCE = 4  # characters: a message that asks from here on opens with its question
_ACTS = ("demand", "passive", "offer", "take")
_WORDS_OF_A_SENTENCE = 4


@cache
def _lexicon() -> Lexicon:
    return Lexicon.load("sensitivity")


@cache
def _repairable() -> Vocabulary:
    return Vocabulary(known=function_words(), targets=_lexicon().words() - function_words(), edits=False)


@cache
def _duty_to_report() -> re.Pattern[str]:
    return compile_phrases(_lexicon().phrases["asks_duty"])


def read_signals(message: str) -> Signals:
    """The signals of one message, in any register of Indonesian and English."""
    normalized = normalize(message, _repairable()).text.replace("’", "'")
    return _Reader(_THANKS.sub("terimakasih", _ABBREVIATION_DOT.sub(r"\1", normalized))).signals()


class _Reader:
    """Looks at one message, with the words of the lexicon."""

    def __init__(self, cased: str) -> None:
        self.cased, self.text, self.lexicon = cased, cased.lower(), _lexicon()
        self.clauses = read_clauses(self.text, self.lexicon)
        self.looks_named = looks_named(cased, self.lexicon)
        self.named = is_named(cased, self.lexicon) or (self.looks_named and not self._question())
        self.known = is_known(self.text, cased, self.lexicon)
        self.amount = names_amount(self.text)
        self.me = self.has("first_person") or self.has("near_person")
        self.goods = self.amount or self.has("illicit") or self.has("gift")
        self.official = self.named or self.known or self.has("official") or self.has("place")

    def has(self, group: str) -> bool:
        """Whether a phrase of the group stands anywhere."""
        return self.lexicon.has(group, self.text)

    def told(self, group: str) -> list[str]:
        """Where a phrase of the group is told, not asked or imagined."""
        return self.clauses.told(group, self.lexicon)

    def signals(self) -> Signals:
        """All signals together."""
        demands = bool(self.told("demand"))
        extortion, happened = bool(self.told("extortion")), self._happened()
        demanded_of_me = self._demanded_of_me(demands) or (extortion and self.official and bool(self.told("passive")))
        official_demands = self.official and demands and (self.amount or self.has("illicit"))
        takes = self.official and bool(self.told("take")) and self.goods and not _I_RECEIVED.search(self.text)
        misdeed = bool(self.told("misdeed")) and (self.official or self.me)
        offers = bool(self.told("offer")) and self.goods and (self.official or self.has("in_return"))
        bought = bool(self.told("receive")) and self.goods and self.has("in_return")
        offer = offers or bought
        event = demanded_of_me or official_demands or takes or misdeed or offer or extortion or happened
        acts = any(self.told(group) for group in _ACTS)
        wants = self._wants_to_report()
        return Signals(
            demanded_of_me=demanded_of_me,
            official=self.official,
            official_demands=official_demands,
            offer=offer,
            accused_takes=takes,
            accused_misdeed=misdeed,
            extortion=extortion,
            happened=happened,
            acts_told=acts and (self.official or self.me),
            told_plainly=event and self._told_plainly(),
            amount=self.amount,
            illicit=self.has("illicit"),
            in_return=self.has("in_return"),
            when=self.has("when"),
            witness=self.has("witness"),
            named=self.named,
            known_person=self.known,
            first_person=self.has("first_person"),
            near_person=self.has("near_person"),
            at_a_place=self._at_a_place(),
            wants_to_report=wants,
            report_has_target=wants and self._has_target(),
            evidence_where=self.me and self.has("evidence_where") and self.has("where_to"),
            asks_where_to_report=self._asks_where_to_report(),
            fear=self.has("fear"),
            fear_told=bool(self.told("fear")),
            hypothetical=self.clauses.hypothetical,
            question=self._question(),
            question_first=self._question_first(),
            rule=self.has("rule"),
            about_reporting=self.has("about_reporting"),
            generic=self.has("generic"),
            news=self.has("news"),
            work=self.has("work"),
            statement=self._statement(),
            event=event,
            asks_verdict=self.has("verdict") and self._question() and not wants and not self.has("fear"),
            accused=self._accused(event),
            own_receipt=self._own_receipt() and not demands,
            coerced=event and (self.has("in_return") or demands),
        )

    def _told_plainly(self) -> bool:
        """Whether an act stands in a clause that neither asks nor imagines, by or to somebody definite."""
        plainly = any(self.clauses.plainly(group, self.lexicon) for group in (*_ACTS, "misdeed", "extortion"))
        return plainly and (self.known or self.named or self.me)

    def _accused(self, event: bool) -> bool:
        """Whether somebody definite is spoken of: by name, as a known person, or as the one an opinion is asked on."""
        on_official = self.has("opinion") and self.has("official")
        known = self.known and not event and not self.clauses.hypothetical
        return self.named or self.looks_named or on_official or known

    def _demanded_of_me(self, demands: bool) -> bool:
        suffered = bool(self.told("passive")) and (self.goods or (self.me and self.has("in_return")))
        return suffered or (demands and self.goods and self.me)

    def _at_a_place(self) -> bool:
        place = self.lexicon.patterns["place"]
        return any(place.match(self.text, found.end()) for found in _TO_A_PLACE.finditer(self.text))

    def _wants_to_report(self) -> bool:
        wishes = (tail[:_WANT_WINDOW] for tail in self.told("want"))
        return bool(self.told("intent")) or any(self.lexicon.has("to_report", wish) for wish in wishes)

    def _has_target(self) -> bool:
        """Whether somebody or something definite is meant, not officials as such."""
        somebody = self.named or self.known or (self.has("official") and not self.has("generic"))
        return somebody or self._at_a_place() or self.has("misdeed") or self.amount

    def _happened(self) -> bool:
        """Whether something was asked of somebody at a time, be it told within a question."""
        done = (self.has("demand") or self.has("passive")) and self.goods and self.has("when")
        of_whom = self.me or (self.official and self.amount)
        return done and of_whom and not self._imagined()

    def _asks_where_to_report(self) -> bool:
        """Whether a question on where to report also tells what happened, to whom or when."""
        done = self.has("demand") or self.has("passive") or self.has("misdeed") or self._they_take()
        done = done and self.me and self.has("official")
        asks = self.has("to_report") or self.has("where_to")
        return done and asks and not self._imagined() and not self.has("rule")

    def _imagined(self) -> bool:
        """Whether a case is only thought of; with a time and a sum it is one that happened."""
        return self.clauses.hypothetical and not (self.has("when") and self.amount)

    def _they_take(self) -> bool:
        """Whether somebody definite takes something, and not the writer."""
        return (self.known or self.named) and self.has("take") and not _I_RECEIVED.search(self.text)

    def _question(self) -> bool:
        asks = any(clause.asks for clause in self.clauses.clauses)
        return asks or "?" in self.text or self.has("presupposing") or _TAG_QUESTION.search(self.text) is not None

    def _statement(self) -> bool:
        """Whether a whole sentence tells of goods, a return or a wrong, and asks nothing."""
        acts = any(self.told(group) for group in (*_ACTS, "misdeed"))
        by_whom = self.me or self.official or self.has("when") or self.has("said")
        wrong = acts or self.has("in_return") or self.amount or (self.has("illicit") and by_whom)
        return wrong and not self._question() and len(self.text.split()) >= _WORDS_OF_A_SENTENCE

    def _question_first(self) -> bool:
        first = self.clauses.clauses[0] if self.clauses.clauses else None
        return first is not None and first.asks and first.asserted_until < _AT_ONCE

    def _own_receipt(self) -> bool:
        """Whether the writer received something and asks what the rule is."""
        mine = self.has("first_person") or self.has("colleague") or (self.me and not self.has("official"))
        from_colleague = self.amount and self.has("gift") and self.has("colleague") and not self._question_first()
        got = (bool(self.told("receive")) and self.goods) or from_colleague
        received = got and mine and not self.clauses.hypothetical
        return received and _duty_to_report().search(self.text) is not None
