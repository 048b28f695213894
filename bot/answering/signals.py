"""Reads the linguistic signals of a disclosure out of a message: who, did what, to whom, when, for what, and in which mood.

An event counts as asserted when no word before it in its sentence makes it a question or a case thought of: "petugas
minta 500 ribu, gimana?" asserts, "bolehkah petugas minta 500 ribu?" and "kalau petugas minta 500 ribu?" do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache

from bot.answering.lexicon import Lexicon
from bot.answering.normalization import Vocabulary, normalize

_SENTENCE = re.compile(r"[^.!?\n]*(?:[.,](?=\d)[^.!?\n]*)*[.!?\n]*")
_CLAUSE = re.compile(r"(?:[^,;:]|(?<=\d)[,:](?=\d))+[,;:]?")
_ABBREVIATION_DOT = re.compile(r"\b(mr|mrs|ms|dr|drs|ir|hj|h|no|rp|bpk|sdr|jl|st|pt|cv)\.", re.I)
_NUMERAL = r"(?:\d[\d.,]*|se|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|puluhan|ratusan|belasan|sekian|beberapa|setengah|one|two|three|five|ten|twenty|fifty)"
_AMOUNT = re.compile(
    rf"\brp\.?\s?\d|\bidr\s?\d|\$\s?\d|\b{_NUMERAL}\s?(?:puluh |belas |ratus )?(?:ribu|juta|miliar|milyar|persen|%|million|thousand|billion|percent|dollars?|rupiah|jutaan)"
    r"|\b(?:seratus|sejuta|jutaan|ratusan ribu)\b|\d\s?%|\b\d{1,3}(?:[.,]000)+\b",
)
_THANKS = re.compile(r"\bterima kasih\b", re.I)  # nothing is received
_LEGAL_NOUN = re.compile(r"(?:pe|ke|per|pem|pen)\w{4,}an|(?:me|ber|ter)\w{4,}|\w{4,}(?:si|tas|if)")
_TITLE = r"(?:pak|bu|bapak|ibu|mr|mrs|ms|miss|mas|mbak|kang|haji|hj|sdr|saudara|bang)"
_TITLED = re.compile(rf"\b{_TITLE}\.?\s+([a-z][a-z']+)", re.I)
_NAMED = re.compile(r"\b(?:bernama|namanya|berinisial|inisial|atas nama|named|name is|nama dia)\s+([a-z]+)", re.I)
_CAPITALS = re.compile(r"\b([A-Z][a-z']{2,})\s+([A-Z][a-z']{2,})\b")
_COMPANY = re.compile(r"\b(?:CV|PT|UD)\.?\s+[A-Z]")
_TARGET_PLACE = re.compile(r"\b(?:di|dari|ke|at|from|in|by)\s+(?:the\s+|a\s+|an\s+|our\s+|my\s+|local\s+|kantor\s+)?")
_POSSESSED = r"(?:\s+\w+){0,2}?\s+(?:saya|kami|kita|sini|itu|ini|tersebut|setempat)\b"
_WINDOW = 40  # characters in which "wants" and "to report" belong together
_REPORT_DUTY = re.compile(
    r"\b(?:(?:wajib|harus|perlu|mesti|haruskah|wajibkah|perlukah)\s+(?:di|me)?lapor\w*|lapor\s+(?:tidak|kapan|ke mana|berapa)|paling lambat|tenggat|batas waktu|boleh\w*|"
    r"harus (?:di)?(?:apakan|bagaimana|kembalikan|tolak)|diapakan|apakah (?:itu |ini )?(?:termasuk|gratifikasi|suap|melanggar|boleh|wajib|harus|perlu)|termasuk (?:gratifikasi|suap)|gratifikasi (?:bukan|tidak)|"
    r"(?:ke mana|cara\w*|bagaimana|kapan)\s+(?:\w+\s+){0,2}(?:me)?lapor\w*|lapor\w*\s+(?:\w+\s+){0,2}(?:ke mana|kapan|bagaimana)|do i (?:have|need)|must i|should i|may i|can i keep|is (?:it|that|this) (?:ok|okay|allowed|a gratification|legal)|have to (?:be )?report\w*|"
    r"when do i|deadline|how (?:do|should|can) i report|where do i report|what should i do with|aman tidak|bagaimana aturan\w*|aturannya)\b"
)


@cache
def _lexicon() -> Lexicon:
    return Lexicon.load("sensitivity")


@cache
def _repair_vocabulary() -> Vocabulary:
    lexicon, functions = _lexicon(), Lexicon.load("language")
    known = frozenset().union(*(frozenset(words) for words in functions.phrases.values()))
    return Vocabulary(known=known, targets=lexicon.words() - known, edits=False)


@dataclass(frozen=True, slots=True)
class Signals:
    """What a message shows; every field is one named feature of the model, or decides between kinds."""

    demanded_of_me: bool
    official_demands: bool
    offer: bool
    accused_takes: bool
    accused_misdeed: bool
    extortion: bool
    happened: bool
    acts_told: bool
    amount: bool
    illicit: bool
    in_return: bool
    when: bool
    witness: bool
    named: bool
    known_person: bool
    first_person: bool
    near_person: bool
    at_a_place: bool
    wants_to_report: bool
    report_has_target: bool
    evidence_where: bool
    asks_where_to_report: bool
    fear: bool
    fear_told: bool
    hypothetical: bool
    question: bool
    question_first: bool
    rule: bool
    about_reporting: bool
    generic: bool
    news: bool
    event: bool
    asks_verdict: bool
    accused: bool
    own_receipt: bool
    coerced: bool

    def features(self) -> dict[str, float]:
        """The model's input: the plain signals and the few combinations that carry most of the meaning."""
        values = {field.name: float(getattr(self, field.name)) for field in fields(self)}
        detail = self.amount + self.in_return + self.when + self.illicit + self.witness + self.named
        values["event_with_detail"] = float(self.event and detail >= 1)
        values["event_with_much_detail"] = float(self.event and detail >= 2)
        values["event_close_to_me"] = float(self.event and (self.known_person or self.near_person or self.first_person))
        values["event_asked_as_rule"] = float(self.event and self.rule and self.question)
        values["wants_without_question"] = float(self.wants_to_report and not self.question)
        for decided_elsewhere in ("asks_verdict", "accused", "own_receipt", "coerced"):
            del values[decided_elsewhere]
        return values

    @property
    def substantial(self) -> bool:
        """Whether there is anything at all that could be a disclosure; without it no count of small signs makes one."""
        told = self.event or self.acts_told or self.extortion or self.wants_to_report or self.asks_where_to_report
        return told or self.fear_told or self.evidence_where or self.witness or self.illicit or self.amount


def read_signals(message: str) -> Signals:
    """The signals of one message, in any register of Indonesian and English."""
    normalized = normalize(message, _repair_vocabulary()).text
    cased = _THANKS.sub("terimakasih", _ABBREVIATION_DOT.sub(r"\1", normalized.replace("’", "'")))
    text = cased.lower()
    return _Reader(text, cased).signals()


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    asserted_until: int
    asks: bool


class _Reader:
    """Looks at one message; splits it into sentences and knows from where on each of them asks instead of tells."""

    def __init__(self, text: str, cased: str) -> None:
        self.text, self.cased, self.lexicon = text, cased, _lexicon()
        self.sentences = [found[0] for found in _SENTENCE.finditer(text) if found[0].strip()]
        self.clauses = [clause for sentence in self.sentences for clause in self._clauses(sentence)]

    def _mood(self, sentence: str) -> int:
        """The offset from which a clause asks; its length when it does not."""
        cues = [
            match.start
            for match in self.lexicon.find("hypothetical", sentence)
            if not self._reported(sentence, match.start)
        ]
        cues += [match.start for match in self.lexicon.find("question", sentence)]
        if opening := re.match(r"\s*(?:(?:hi|hello|hey|so|and|but|please|excuse me|sir|admin)[\s,]+)*", sentence):
            if self.lexicon.patterns["question_opening"].match(sentence, opening.end()):
                cues.append(opening.end())
        return min(cues, default=len(sentence))

    def _imagined_from(self, sentence: str) -> int:
        """The offset from which a sentence tells a case thought of; its length when it does not."""
        cues = (match.start for match in self.lexicon.find("hypothetical", sentence))
        return min((start for start in cues if not self._reported(sentence, start)), default=len(sentence))

    def _reported(self, sentence: str, position: int) -> bool:
        """Whether "kalau" here only means "that": "petugas bilang kalau saya harus bayar"."""
        before = sentence[max(0, position - 25) : position]
        return self.lexicon.has("said", before) or re.search(r"\b(?:unless|otherwise)\b", before) is not None

    def _clauses(self, sentence: str) -> list[_Clause]:
        """A sentence cut at its commas: a question ends with its clause, a case thought of goes on to the full stop."""
        imagined, clauses = self._imagined_from(sentence), []
        for found in _CLAUSE.finditer(sentence):
            asked = self._mood(found[0])
            clauses.append(_Clause(found[0], min(asked, max(0, imagined - found.start())), asked < len(found[0])))
        return clauses

    def told(self, group: str) -> list[str]:
        """The parts of clauses, from a phrase of the group on, where that phrase is asserted."""
        return [
            clause.text[match.start :]
            for clause in self.clauses
            for match in self.lexicon.find(group, clause.text)
            if match.start < clause.asserted_until
        ]

    def has(self, group: str) -> bool:
        return self.lexicon.has(group, self.text)

    def signals(self) -> Signals:
        named, known = self._named(), self._known_person()
        official = self.has("official") or known or named or self.has("place")
        amount, illicit, gift = bool(_AMOUNT.search(self.text)), self.has("illicit"), self.has("gift")
        me = self.has("first_person") or self.has("near_person")
        goods = amount or illicit or gift
        demanded_of_me = bool(self.told("passive")) and (me or goods) and (goods or self.has("in_return"))
        demand_tails = self.told("demand")
        demanded_of_me = demanded_of_me or any(goods and me for _ in demand_tails)
        official_demands = official and bool(demand_tails) and (amount or illicit)
        takes = official and bool(self.told("take")) and goods and not self._i_take()
        misdeed = bool(self.told("misdeed")) and (official or me)
        offer = bool(self.told("offer")) and goods and (official or self.has("in_return"))
        wants, target = self._intent(named or known)
        extortion = bool(self.told("extortion"))
        happened = self._happened(goods)
        event = demanded_of_me or official_demands or takes or misdeed or offer or extortion or happened
        acts = any(self.told(group) for group in ("demand", "passive", "offer", "take"))
        return Signals(
            demanded_of_me=demanded_of_me,
            official_demands=official_demands,
            offer=offer,
            accused_takes=takes,
            accused_misdeed=misdeed,
            extortion=extortion,
            happened=happened,
            acts_told=acts and (official or me),
            amount=amount,
            illicit=illicit,
            in_return=self.has("in_return"),
            when=self.has("when"),
            witness=self.has("witness"),
            named=named,
            known_person=known,
            first_person=self.has("first_person"),
            near_person=self.has("near_person"),
            at_a_place=self._at_a_place(),
            wants_to_report=wants,
            report_has_target=target,
            evidence_where=self.has("evidence_where") and self.has("where_to"),
            asks_where_to_report=self._asks_where_to_report(amount),
            fear=self.has("fear"),
            fear_told=bool(self.told("fear")),
            hypothetical=self._hypothetical(),
            question=self._question(),
            question_first=bool(self.clauses) and self.clauses[0].asks and self.clauses[0].asserted_until < 4,
            rule=self.has("rule"),
            about_reporting=self.has("about_reporting"),
            generic=self.has("generic"),
            news=self.has("news"),
            event=event,
            asks_verdict=self.has("verdict") and self._question() and not wants and not self.has("fear"),
            accused=named or (known and not event and not self._hypothetical()),
            own_receipt=self._own_receipt(goods, demand_tails),
            coerced=event and (self.has("in_return") or bool(demand_tails)),
        )

    def _named(self) -> bool:
        """Whether a person is named: after a title, after "namanya", or as two capitalised words."""
        roles = self.lexicon.patterns["official"]
        common = _repair_vocabulary().known
        for found in _TITLED.finditer(self.cased):
            word = found[1].lower()
            if word not in common and not roles.fullmatch(word) and not self.lexicon.has("not_a_name", word):
                return True
        if any(found[1].lower() not in common for found in _NAMED.finditer(self.cased)):
            return True
        return any(
            not any(self._institutional(part.lower()) for part in found.groups())
            for found in _CAPITALS.finditer(self.cased)
        )

    def _institutional(self, word: str) -> bool:
        return (
            word in _repair_vocabulary().known
            or _LEGAL_NOUN.fullmatch(word) is not None
            or self.lexicon.has("not_a_name", word)
            or any(self.lexicon.has(group, word) for group in ("official", "place", "illicit", "rule", "gift"))
        )

    def _known_person(self) -> bool:
        if self.has("known_person") or _COMPANY.search(self.cased):
            return True
        for match in self.lexicon.find("official", self.text):
            if re.match(_POSSESSED, self.text[match.end :]) or re.search(
                r"\b(?:my|our)\s+(?:\w+\s+)?$", self.text[: match.start]
            ):
                return True
        return False

    def _at_a_place(self) -> bool:
        place = self.lexicon.patterns["place"]
        return any(place.match(self.text, found.end()) for found in _TARGET_PLACE.finditer(self.text))

    def _intent(self, person: bool) -> tuple[bool, bool]:
        """Whether the writer means to report, and whether somebody or something definite."""
        wants = bool(self.told("intent")) or self.has("intent")
        for tail in self.told("want"):
            wants = wants or self.lexicon.has("to_report", tail[:_WINDOW])
        generic = self.has("generic") and not person
        official = self.has("official") and not generic
        target = person or official or self._at_a_place() or self.has("misdeed") or bool(_AMOUNT.search(self.text))
        return wants, wants and target

    def _asks_where_to_report(self, amount: bool) -> bool:
        """Whether a question on where to report also tells what happened, to whom or when."""
        told_of = self.has("demand") or self.has("passive") or self.has("misdeed")
        concerns = self.has("first_person") or self.has("near_person")
        imagined = self._hypothetical() and not (self.has("when") and amount)
        reports = self.has("to_report") or self.has("where_to")
        return reports and told_of and concerns and self.has("official") and not imagined and not self.has("rule")

    def _happened(self, goods: bool) -> bool:
        """Whether something was asked of somebody at a time, be it told within a question."""
        done = self.has("demand") or self.has("passive")
        concerns = self.has("first_person") or self.has("near_person")
        return done and concerns and goods and self.has("when") and not self._hypothetical() and not self.has("rule")

    def _hypothetical(self) -> bool:
        return any(self._imagined_from(sentence) < len(sentence) for sentence in self.sentences)

    def _question(self) -> bool:
        return "?" in self.text or self.has("presupposing") or any(clause.asks for clause in self.clauses)

    def _i_take(self) -> bool:
        """Whether it is the writer who received, not the one spoken of."""
        return (
            re.search(
                r"\b(?:saya|aku|kami|i|we)\s+(?:\w+\s+){0,2}(?:menerima|terima|dapat|mendapat\w*|diberi\w*|got|received|accepted|was given)",
                self.text,
            )
            is not None
        )

    def _own_receipt(self, goods: bool, demands: list[str]) -> bool:
        received = (
            bool(self.told("receive"))
            and goods
            and not demands
            and (self.has("first_person") or self.has("near_person"))
        )
        return received and not self._hypothetical() and self._question_of_duty()

    def _question_of_duty(self) -> bool:
        return _REPORT_DUTY.search(self.text) is not None
