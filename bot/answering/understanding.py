"""What a message means: its language, sensitivity, courtesy, boundary and questions.

A pure function of the text and of what is remembered of the chat.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache

from bot.answering import boundaries, courtesy, followup, questions
from bot.answering.boundaries import Boundary
from bot.answering.courtesy import CourtesyKind
from bot.answering.language import Tongue
from bot.answering.memory import Conversation
from bot.answering.normalization import Vocabulary, normalize
from bot.answering.questions import Question, QuestionType
from bot.answering.sensitivity import Assessment, Sensitivity, assess
from knowledge.glossary import Glossary, Reading
from knowledge.metadata import Language

_STORY_WORDS = 4
# What says where a question belongs is no story: "menurut UU Tipikor, apa itu …?".
_FRAME = re.compile(
    r"\s*(?:dalam|di|pada|menurut|sesuai|bagi|untuk|terkait|soal|tentang|kalau|jika|bila|apabila|sebelum|sesudah|sejak|"
    r"in|under|according|for|about|if|when|on|before|since)\b",
    re.I,
)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Understanding:
    """A message, understood.

    `original` is the message as it came. `query` is what to search for: standard spelling, greeting left out, and
    completed from the question before where `follows`. `own_query` is the same without that question. `readings` are
    everyday words whose meaning was changed and should be said. `as_of` is the day whose law is asked for.
    """

    original: str = field(repr=False)  # no trace of a message may reach a log through a traceback
    query: str = field(repr=False)
    own_query: str = field(repr=False)
    tongue: Tongue
    assessment: Assessment
    courtesy: CourtesyKind = CourtesyKind.NONE
    boundary: Boundary = Boundary.NONE
    parts: tuple[Question, ...] = field(default=(), repr=False)
    readings: tuple[Reading, ...] = field(default=(), repr=False)
    as_of: date | None = None
    follows: bool = False

    @property
    def language(self) -> Language:
        """The language to answer in."""
        return self.tongue.reply_language

    @property
    def sensitive(self) -> bool:
        """Whether nothing of the message may be kept."""
        return self.assessment.sensitive

    @property
    def discloses(self) -> bool:
        """Whether the reply is the official channels and nothing is searched."""
        return self.assessment.kind is Sensitivity.DISCLOSURE


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Understands messages with the words of a glossary and of a library."""

    glossary: Glossary
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    @classmethod
    def build(cls, glossary: Glossary, known: Iterable[str] = (), targets: Iterable[str] = ()) -> Interpreter:
        """An interpreter that repairs misspelt words against the words of a library.

        :param known: correct words of both languages, which are never repaired.
        :param targets: words of the library and the glossary that a misspelt word may become.
        """
        words = frozenset(known)
        return cls(glossary, Vocabulary(words, frozenset(targets) | glossary.words, edits=bool(words)))

    def understand(self, text: str, conversation: Conversation | None = None) -> Understanding:
        """What a message means, given what is remembered of its chat."""
        remembered = conversation or Conversation()
        default = Tongue(remembered.language) if remembered.language else Tongue.INDONESIAN
        assessment = assess(text)
        normalized = normalize(text, self.vocabulary, default)
        kind = courtesy.recognise(normalized.text)
        if kind is CourtesyKind.NONE:  # a repair can take a "dadah" for a word of the library
            kind = courtesy.recognise(text)
        if kind in courtesy.PLEASANTRIES:  # nothing but a greeting or thanks: "trima kasi" takes nothing from anybody
            assessment = Assessment(Sensitivity.NONE, assessment.probability)
        boundary = boundaries.recognise(normalized.text, assessment)
        if boundary is Boundary.NONE:  # nor may a repair turn "menyamarkan" into the "menyamakan" of a law
            unrepaired = normalize(text, default=default).text
            if unrepaired != normalized.text:
                boundary = boundaries.recognise(unrepaired, assessment)
        if assessment.kind is Sensitivity.DISCLOSURE or kind is not CourtesyKind.NONE:
            plain = normalized.text
            return Understanding(text, plain, plain, normalized.tongue, assessment, courtesy=kind)
        own = courtesy.strip_pleasantries(normalized.text)
        stands_alone = boundary is not Boundary.NONE or followup.changes_topic(normalized.text)
        last = None if stands_alone else remembered.last
        completed = followup.complete(own, last, names_term=bool(self.glossary.find(own)))
        return Understanding(
            original=text,
            query=completed.question,
            own_query=own,
            tongue=normalized.tongue,
            assessment=assessment,
            boundary=boundary,
            parts=self._parts(completed.question),
            readings=self.glossary.readings(own),
            as_of=questions.asked_date(completed.question),
            follows=completed.follows,
        )

    def _parts(self, query: str) -> tuple[Question, ...]:
        """The questions of a message, each complete in itself."""
        parts = [replace(part, text=self._without_story(part.text)) for part in questions.split(query)]
        for number in range(1, len(parts)):
            if not self.glossary.find(parts[number].text):
                parts[number] = replace(parts[number], text=self._completed(parts[number].text, parts[number - 1].text))
        return tuple(parts)

    def _completed(self, part: str, before: str) -> str:
        """A later question with what the one before is about: its terms and figures, or all its topic words."""
        own = followup.content_words(part)
        terms = [reading.word for reading in self.glossary.find(before)]
        if not own or not terms:
            return followup.complete_part(part, before)
        figures = [word for word in followup.content_words(before) if _DIGIT.search(word)]
        topic = " ".join(word for word in dict.fromkeys([*terms, *figures]) if word not in own)
        return f"{part.rstrip(' ?.')} {topic}?"

    def _without_story(self, text: str) -> str:
        """A question without what led to it: "my boss wants a talk on gifts, what is gratification?"."""
        story, comma, asked = text.rpartition(", ")
        tells = len(story.split()) >= _STORY_WORDS and not _FRAME.match(story) and not _DIGIT.search(story)
        told = questions.classify(story) is QuestionType.OPEN
        complete = questions.classify(asked) in (QuestionType.DEFINITION, QuestionType.DIFFERENCE, QuestionType.LIST)
        return asked if comma and tells and told and complete and self.glossary.find(asked) else text


@cache
def bundled_interpreter() -> Interpreter:
    """An interpreter with the bundled glossary and no library's vocabulary."""
    return Interpreter.build(Glossary.bundled())


def understand(
    text: str,
    conversation: Conversation | None = None,
    now: datetime | None = None,
    interpreter: Interpreter | None = None,
) -> Understanding:
    """What a message means.

    :param now: when it came; what a chat is remembered of depends on it.
    """
    remembered = conversation.at(now) if conversation and now else conversation
    return (interpreter or bundled_interpreter()).understand(text, remembered)
