"""The linguistic signals of a disclosure: who, did what, to whom, when, for what, and in which mood."""

from __future__ import annotations

from dataclasses import dataclass, fields

_DECIDE_KINDS = ("asks_verdict", "accused", "own_receipt", "coerced")  # not for the model


@dataclass(frozen=True, slots=True)
class Signals:
    """What a message shows; every field is one named feature of the model, or decides between kinds."""

    demanded_of_me: bool
    official: bool
    official_demands: bool
    offer: bool
    accused_takes: bool
    accused_misdeed: bool
    extortion: bool
    happened: bool
    acts_told: bool
    told_plainly: bool
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
    work: bool
    statement: bool
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
        told = self.event or self.acts_told or self.wants_to_report or self.asks_where_to_report or self.evidence_where
        values["only_asks"] = float(self.question and not told)
        values["wants_without_question"] = float(self.wants_to_report and not self.question)
        for decided_elsewhere in _DECIDE_KINDS:
            del values[decided_elsewhere]
        return values

    @property
    def substantial(self) -> bool:
        """Whether there is anything at all that could be a disclosure; without it no count of small signs makes one."""
        told = self.event or self.acts_told or self.extortion or self.wants_to_report or self.asks_where_to_report
        spoken_of = self.first_person or self.near_person or self.known_person or self.named
        about_somebody = spoken_of and (self.illicit or self.amount or self.witness)
        return told or self.statement or self.fear_told or self.evidence_where or about_somebody
