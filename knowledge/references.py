"""References to law and standards as people write them: "pasal 12b uu tipikor", "klausul 8.4 37001", "UU 20/2001".

`parse_references` reads them, `Reference.label` writes them; reading a label gives the reference back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from knowledge.mentions import Mention, Part, mentions
from knowledge.regulations import Nomenclature, Regulation, Standard, nomenclature


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a regulation or a standard; None stands for what was not said.

    `paragraph` is the ayat, `letter` the huruf, `item` the angka. `unsure` says that article "12B" was written "12 b",
    which can as well mean letter b of article 12 (`other_reading`); equality leaves it out.
    """

    regulation: Regulation | None = None
    standard: Standard | None = None
    article: str | None = None
    paragraph: str | None = None
    letter: str | None = None
    item: str | None = None
    clause: str | None = None
    explanation: bool = False
    unsure: bool = field(default=False, compare=False)

    @property
    def label(self) -> str:
        """The canonical citation: "Pasal 12B ayat (1) huruf a UU 31/1999", "Klausul 8.4 ISO 37001:2016"."""
        parts: list[str] = []
        if self.article:
            parts.append(f"Penjelasan Pasal {self.article}" if self.explanation else f"Pasal {self.article}")
        if self.paragraph:
            parts.append(f"ayat ({self.paragraph})")
        if self.letter:
            parts.append(f"huruf {self.letter}")
        if self.item:
            parts.append(f"angka {self.item}")
        if self.clause:
            parts.append(f"Lampiran {self.clause}" if self.clause[0].isalpha() else f"Klausul {self.clause}")
        if self.regulation:
            parts.append(self.regulation.label)
        if self.standard:
            parts.append(self.standard.label)
        return " ".join(parts)

    def __str__(self) -> str:
        return self.label

    @property
    def other_reading(self) -> Reference | None:
        """Letter b of article 12, for article 12B."""
        if not self.article or not self.article[:1].isdigit() or self.article.isdigit() or self.letter:
            return None
        return replace(self, article=self.article[:-1], letter=self.article[-1].lower(), unsure=False)

    @property
    def whole(self) -> Reference:
        """The regulation or standard alone."""
        return Reference(regulation=self.regulation, standard=self.standard)


_LISTED = re.compile(r"[\s\x00]*(?:,|/|&|dan|and|atau|or|serta|jo\.?)?[\s,]*(?:dan|and)?\s*", re.IGNORECASE)
_OF = re.compile(
    r"[\s,(]*(?:(?:dari|of|di|dalam|pada|in|from|the|menurut|under|per|tentang|versi|the)\b\s*)*[\s(]*", re.IGNORECASE
)
_ONLY_A_NUMBER = re.compile(
    r"(?:(?:kalau|kalo|klo|bagaimana|gimana|dengan|dgn|dan|terus|trus|yang|yg|lalu|what|about|and|apa|isi|bunyi|isinya|nya|itu|ya|"
    r"pasal|tentang|soal|untuk|utk)\b|[\s?.!,\x00-])*",
    re.IGNORECASE,
)


def parse_references(
    text: str, context: Reference | None = None, names: Nomenclature | None = None
) -> tuple[Reference, ...]:
    """Read the references in a text, in reading order and each once.

    An article takes the law behind it ("Pasal 5 UU 20/2001"), else the last one named before it, else the only one
    named after it, else that of `context`. A law or standard that no article took stands alone.

    :param context: the reference that the conversation is about; with it "12 b", "ayat 2" and "8.4" mean something.
    """
    found = _beside_laws(mentions(text, names or nomenclature()), text, context)
    places = _places(found, text, context)
    return tuple(dict.fromkeys(_attributed(places, found, text, context)))


def parse_reference(text: str, names: Nomenclature | None = None) -> Reference | None:
    """The first reference in a text, or None."""
    return next(iter(parse_references(text, names=names)), None)


def parse_regulation(text: str, names: Nomenclature | None = None) -> Regulation | None:
    """The first regulation that a text names: "Undang-Undang Nomor 20 Tahun 2001 tentang …" -> UU 20/2001."""
    return next((r.regulation for r in parse_references(text, names=names) if r.regulation), None)


@dataclass(frozen=True, slots=True)
class _Place:
    """A reference without its law yet, and where it stands; `chain` numbers lists ("Pasal 5, 11 dan 13")."""

    reference: Reference
    start: int
    end: int
    chain: int


def _beside_laws(found: Sequence[Mention], text: str, context: Reference | None) -> list[Mention]:
    """Turn bare numbers into articles and clauses where something beside them says so; drop the others."""
    kept: list[Mention] = []
    remaining = text
    for mention in found:
        remaining = remaining[: mention.start] + " " * (mention.end - mention.start) + remaining[mention.end :]
    alone = _ONLY_A_NUMBER.fullmatch(remaining) is not None
    for position, mention in enumerate(found):
        if mention.part is not Part.NUMBER:
            kept.append(mention)
            continue
        dotted = "." in str(mention.value)
        part = Part.CLAUSE if dotted else Part.ARTICLE
        owner = Part.STANDARD if dotted else Part.REGULATION
        beside = [
            other
            for other in found[max(position - 1, 0) : position + 2]
            if other.part is owner
            and not text[min(mention.end, other.end) : max(mention.start, other.start)].strip(" :,")
        ]
        lettered = not str(mention.value).isdigit()
        if context and dotted:
            known = context.standard is not None
        else:
            known = (
                context is not None and context.regulation is not None and (alone or (lettered and not mention.unsure))
            )
        if any(other.popular or dotted or lettered for other in beside) or known:
            kept.append(replace(mention, part=part))
    return kept


def _places(found: Sequence[Mention], text: str, context: Reference | None) -> list[_Place]:
    places: list[_Place] = []
    waiting: list[Mention] = []  # "huruf b Pasal 12": the smaller unit goes first
    explained = False
    chain = reach = 0  # `reach` goes over the law behind an article: "Pasal 42 UU 30/2014 ayat (2)"
    for mention in found:
        reach = max(reach, places[-1].end if places else 0)
        if mention.part is Part.EXPLANATION:
            explained = True
        elif mention.part is Part.REGULATION and places and _OF.fullmatch(text[places[-1].end : mention.start]):
            reach = mention.end
        elif mention.part in (Part.ARTICLE, Part.CLAUSE):
            if not (places and _near(text, places[-1].end, mention.start)):
                chain += 1
            places.append(_begun(mention, waiting, text, _Place(Reference(explanation=explained), 0, 0, chain)))
            waiting, explained = [], False
        elif mention.part in (Part.PARAGRAPH, Part.LETTER, Part.ITEM):
            previous = places[-1] if places else None
            if previous and not previous.reference.clause and _near(text, reach, mention.start):
                end = mention.end if reach == previous.end else previous.end
                place = replace(previous, reference=_with(previous.reference, mention), end=end)
                reach = mention.end
                if _fills(previous.reference, mention):
                    places.pop()
                places.append(place)
            elif not mention.unsure:
                waiting.append(mention)
    if waiting and not places and context is not None and context.article:
        reference = Reference(article=context.article)
        for mention in sorted(waiting, key=lambda one: list(Part).index(one.part)):
            reference = _with(reference, mention)
        places.append(_Place(reference, waiting[0].start, waiting[-1].end, chain))
    return places


def _begun(mention: Mention, waiting: Sequence[Mention], text: str, empty: _Place) -> _Place:
    """The place that an article or clause begins, with the smaller units that stood right before it."""
    number, is_article = str(mention.value), mention.part is Part.ARTICLE
    reference = replace(
        empty.reference,
        article=number if is_article else None,
        clause=None if is_article else number,
        unsure=mention.unsure,
    )
    start = mention.start
    for smaller in reversed(waiting):
        if _OF.fullmatch(text[smaller.end : start]):
            reference, start = _with(reference, smaller), smaller.start
    return replace(empty, reference=reference, start=start, end=mention.end)


def _near(text: str, end: int, start: int) -> bool:
    return start <= end or _LISTED.fullmatch(text[end:start]) is not None


def _fills(reference: Reference, mention: Mention) -> bool:
    """Whether a unit goes deeper into a reference, or begins the next of a list ("ayat (1) dan ayat (2)")."""
    if mention.part is Part.PARAGRAPH:
        return not (reference.paragraph or reference.letter or reference.item)
    if mention.part is Part.LETTER:
        return reference.letter is None
    return reference.item is None


def _with(reference: Reference, mention: Mention) -> Reference:
    if mention.part is Part.PARAGRAPH:
        return replace(reference, paragraph=str(mention.value), letter=None, item=None)
    if mention.part is Part.LETTER:
        item = None if reference.letter else reference.item
        return replace(reference, letter=str(mention.value), item=item)
    return replace(reference, item=str(mention.value))


def _attributed(
    places: Sequence[_Place], found: Sequence[Mention], text: str, context: Reference | None
) -> Iterable[Reference]:
    """Give each place its law or standard; then the laws and standards that no place took."""
    taken: set[Mention] = set()
    results: list[tuple[int, Reference]] = []
    for place in places:
        part = Part.STANDARD if place.reference.clause else Part.REGULATION
        end = max(other.end for other in places if other.chain == place.chain)
        owner = _owner(part, place, end, found, text)
        if owner is not None:
            taken.add(owner)
            results.append((place.start, _owned(place.reference, owner.value)))
        elif context is not None and (context.regulation if part is Part.REGULATION else context.standard):
            whose = context.regulation if part is Part.REGULATION else context.standard
            results.append((place.start, _owned(place.reference, whose or "")))
        elif not (place.reference.clause and place.reference.clause[0].isalpha()):
            results.append((place.start, place.reference))
    results += [
        (mention.start, _owned(Reference(), mention.value))
        for mention in found
        if mention.part in (Part.REGULATION, Part.STANDARD) and mention not in taken and not mention.beside
    ]
    return [reference for _, reference in sorted(results, key=lambda pair: pair[0])]


def _owner(part: Part, place: _Place, end: int, found: Sequence[Mention], text: str) -> Mention | None:
    owners = [mention for mention in found if mention.part is part]
    behind = next((mention for mention in owners if mention.start >= end), None)
    if behind and _OF.fullmatch(text[end : behind.start]):
        return behind
    before = [
        mention
        for mention in owners
        if mention.end <= place.start
        and (not mention.beside or part is Part.STANDARD or _OF.fullmatch(text[mention.end : place.start]))
    ]
    if before:
        return before[-1]
    later = [mention for mention in owners if mention.start >= end and (not mention.beside or part is Part.STANDARD)]
    return later[0] if len({mention.value for mention in later}) == 1 else None


def _owned(reference: Reference, owner: str | Regulation | Standard) -> Reference:
    if isinstance(owner, Regulation):
        return replace(reference, regulation=owner)
    return replace(reference, standard=owner) if isinstance(owner, Standard) else reference
