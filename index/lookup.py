"""An exact reference -> the passages it names, or the plain fact that there is no such place; never a neighbour."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from index.catalog import Catalog, HeldText, keys_of
from index.provision import narrowed, surroundings
from index.resolution import Naming, Resolution, Standing, best
from index.scope import Scope
from knowledge.document import Passage
from knowledge.force import ForceRegister, Status, force_register
from knowledge.metadata import Force
from knowledge.references import Reference
from knowledge.regulations import Regulation, nomenclature, parse_number

__all__ = ["Lookup", "Resolution", "Standing", "best"]

FEW = 4  # more laws than this with an article of that number help nobody to say which one was meant

_YEAR = re.compile(r"/(\d{4})$")


@dataclass(frozen=True, slots=True)
class Lookup:
    """Resolves references over the passages of one audience; `passage` makes one by its number."""

    catalog: Catalog
    passage: Callable[[int], Passage]
    register: ForceRegister

    @classmethod
    def build(cls, passages: Sequence[Passage], register: ForceRegister | None = None) -> Lookup:
        """Read passages; their numbers are their places in the sequence."""
        return cls(Catalog.build(passages), passages.__getitem__, register or force_register())

    @classmethod
    def load(cls, folder: Path, passage: Callable[[int], Passage], register: ForceRegister | None = None) -> Lookup:
        """Read what `save` wrote.

        :raises IndexingError: when the file is missing or damaged.
        """
        return cls(Catalog.load(folder), passage, register or force_register())

    def save(self, folder: Path) -> None:
        """Write into an existing folder."""
        self.catalog.save(folder)

    def documents(self, reference: Reference, scope: Scope | None = None) -> tuple[str, ...]:
        """The documents that hold a regulation, then those that amend it.

        Where none does, those of what it replaced: "UU Cipta Kerja" is UU 6/2023, before that UU 11/2020.
        """
        scope = scope or Scope()
        if reference.regulation is None:
            return ()
        found = [*self._named(reference.regulation, scope), *self._family(reference, scope)]
        if not found:
            earlier = [parse_number(label) for label in self.register.replaced(reference.regulation.label)]
            found = [text for regulation in earlier for text in self._named(regulation, scope)]
        return tuple(dict.fromkeys(text.document for text in found))

    def naming(self, references: Sequence[Reference], scope: Scope) -> dict[str, Naming]:
        """The documents of the regulations that a question names, and of those that amend them."""
        degrees: dict[str, Naming] = {}
        for reference in references:
            if reference.regulation is None:
                continue
            own = {text.document for text in self.catalog.named(reference.regulation)}
            for document in self.documents(reference, scope):
                degree = Naming.ITSELF if document in own else Naming.AMENDS
                degrees[document] = max(degree, degrees.get(document, degree))
        return degrees

    def resolve(self, reference: Reference, scope: Scope | None = None) -> Resolution:
        """Find the place that a reference names, within a scope."""
        scope = scope or Scope()
        found = self._resolved(reference, scope)
        other = reference.other_reading
        if other is None or not (reference.unsure or found.standing is Standing.NOT_EXISTING):
            return found
        second = self._resolved(other, scope)
        if second.standing is not Standing.FOUND:
            return found
        if reference.unsure and found.standing is not Standing.FOUND:
            return second
        return replace(found, other=other)

    def _resolved(self, reference: Reference, scope: Scope) -> Resolution:
        status = self._status(reference, scope.as_of)
        citing = tuple(self._citing_current(reference, status, scope))
        family = self._family(reference, scope)
        documents = tuple(dict.fromkeys(text.document for text in family))
        base = Resolution(reference, Standing.NOT_HELD, citing=citing, documents=documents)
        if reference.clause:
            if reference.standard and nomenclature().lacks(reference.standard, reference.clause):
                return replace(base, standing=Standing.NOT_EXISTING, existing=reference.whole)
            return replace(base, standing=Standing.FOUND if citing else Standing.NOT_HELD, passages=citing, citing=())
        if reference.regulation is None:
            return replace(base, standing=Standing.UNNAMED, candidates=self._candidates(reference, scope))
        fitting = {number for text in self._named(reference.regulation, scope) for number in text.numbers}
        if reference.regulation.year is None and len(fitting) > 1:
            found = [replace(reference, regulation=parse_number(number)) for number in sorted(fitting)]
            return replace(base, standing=Standing.UNNAMED, candidates=tuple(found) if len(found) <= FEW else ())
        base = replace(base, status=status)
        if not family or reference.article is None:
            return replace(base, standing=Standing.FOUND if family else Standing.NOT_HELD)
        texts = [text for text in family if reference.article in _rows(text, reference)]
        return self._inside(base, texts, scope.as_of) if texts else self._absent(base, family, scope)

    def _status(self, reference: Reference, as_of: date | None) -> Status | None:
        number = reference.regulation.label if reference.regulation else None
        if number not in self.register.entries:
            return None
        return self.register.status(number, reference, on=as_of or self.register.checked)

    def _citing_current(self, reference: Reference, status: Status | None, scope: Scope) -> Iterator[Passage]:
        """Sections of guides on what took a provision's place, then those on the provision itself."""
        found: dict[str, Passage] = {}
        if status is not None and status.superseded and status.redirect is not None:
            found = {passage.id: passage for passage in self._citing(status.redirect, scope)}
        found |= {passage.id: passage for passage in self._citing(reference, scope) if passage.id not in found}
        yield from found.values()

    def _candidates(self, reference: Reference, scope: Scope) -> tuple[Reference, ...]:
        """The laws that an article named without its law can belong to; an amending law counts as the one it amends."""
        article = reference.article or ""
        labels = {
            target
            for text in self.catalog.texts
            if article in text.articles and text.document not in scope.withdrawn
            for target in text.amends or text.numbers
        }
        labels |= {
            target
            for key, rows in self.catalog.cited.items()
            if key.endswith(f"|{article}") and any(self._visible(row, scope) for row in rows)
            for label in [key.partition("|")[0]]
            for target in self.register.amended(label) or (label,)
        }
        if len(labels) > FEW:
            return ()
        return tuple(replace(reference, regulation=parse_number(label)) for label in sorted(labels) if "/" in label)

    def _visible(self, row: int, scope: Scope) -> bool:
        return self.passage(row).document not in scope.withdrawn

    def _named(self, regulation: Regulation, scope: Scope) -> list[HeldText]:
        """The texts of a regulation itself, without those that amend it."""
        return [text for text in self.catalog.named(regulation) if text.document not in scope.withdrawn]

    def _family(self, reference: Reference, scope: Scope) -> list[HeldText]:
        """A regulation's texts and those that amend it, newest first; none younger than the date asked about."""
        if reference.regulation is None:
            return []
        named = self._named(reference.regulation, scope)
        labels = {number for text in named for number in text.numbers} | {reference.regulation.label}
        amenders = {number for label in labels for number in self.register.amenders(label)}
        held = [text for label in amenders for text in self.catalog.named(parse_number(label))]
        held += [text for label in labels for text in self.catalog.amending(label)]
        amending = {text.document: text for text in held if text.amending and text not in named}
        visible = [text for text in amending.values() if text.document not in scope.withdrawn]
        year = scope.as_of.year if scope.as_of else 9999
        return sorted((text for text in (*named, *visible) if _year(text) <= year), key=_year, reverse=True)

    def _citing(self, reference: Reference, scope: Scope) -> Iterator[Passage]:
        """Sections of guides that rest on a provision: on its paragraph, else on its article."""
        owner = reference.regulation.label if reference.regulation else ""
        alike = [owner, *self.register.amenders(owner), *self.register.amended(owner)]
        for key in reversed(keys_of(reference)):
            cited = [row for label in alike for row in self.catalog.cited.get(key.replace(owner, label, 1), ())]
            visible = [row for row in dict.fromkeys(cited) if self._visible(row, scope)]
            if visible:
                yield from (self.passage(row) for row in visible)
                return

    def _absent(self, base: Resolution, family: Sequence[HeldText], scope: Scope) -> Resolution:
        """An article that no held text has: beyond the end, inside a gap, or in an amendment that is not held."""
        reference = base.reference
        article = reference.article or ""
        regulation = reference.regulation
        if regulation is None:
            return base
        named = self._named(regulation, scope)
        unheld = self._unheld_amendments(regulation, family)
        if any(_lacks(text, article) for text in family):
            return replace(base, standing=Standing.MISSING, existing=reference.whole)
        if not named:
            return base
        if not article.isdigit() and unheld:
            return replace(base, standing=Standing.MISSING, existing=reference.whole, amended_by=unheld)
        last = max((text.last for text in named if not text.amending), default=0)
        amended = [Reference(regulation=parse_number(label)) for text in named for label in text.amends]
        elsewhere = next(
            (replace(reference, regulation=whole.regulation) for whole in amended if self._has(whole, article, scope)),
            None,
        )
        return replace(
            base,
            standing=Standing.NOT_EXISTING,
            existing=reference.whole,
            last=str(last) if last else None,
            elsewhere=elsewhere,
        )

    def _has(self, whole: Reference, article: str, scope: Scope) -> bool:
        return any(article in text.articles for text in self._family(whole, scope))

    def _unheld_amendments(self, regulation: Regulation, family: Sequence[HeldText]) -> tuple[str, ...]:
        held = {number for text in family for number in text.numbers}
        return tuple(number for number in self.register.amenders(regulation.label) if number not in held)

    def _inside(self, base: Resolution, texts: Sequence[HeldText], as_of: date | None) -> Resolution:
        """An article that is held: go down to the paragraph, letter and item, in the newest text that has it."""
        reference = base.reference
        article = reference.article or ""
        for text in texts:
            inside = narrowed(self._passages(_rows(text, reference)[article]), reference)
            if inside is not None:
                explained = () if reference.explanation else self._passages(text.explanations.get(article, ()))
                older = [other for other in texts if other is not text]
                found = [self._dated(passage, reference, as_of) for passage in (*inside, *explained)]
                found += [p for other in older for p in self._passages(_rows(other, reference)[article])]
                # A newer text of the same article took their place.
                rewritten = {other.document for other in texts if _year(other) < _year(texts[0])}
                found = [_as_history(p) if p.document in rewritten else p for p in found]
                return replace(base, standing=Standing.FOUND, passages=tuple(found))
        passages = self._passages(_rows(texts[0], reference)[article])
        around = surroundings(passages, reference)
        standing = Standing.MISSING if around.damaged else Standing.NOT_EXISTING
        dated = tuple(self._dated(passage, reference, as_of) for passage in passages)
        return replace(base, standing=standing, passages=dated, existing=around.existing, known=around.known)

    def _passages(self, rows: Sequence[int]) -> tuple[Passage, ...]:
        return tuple(self.passage(row) for row in rows)

    def _dated(self, passage: Passage, reference: Reference, as_of: date | None) -> Passage:
        """A passage with the force of just the place asked for: a paragraph can be revoked and its article not."""
        entry = self.register.entries.get(passage.number or "")
        if entry is None or (as_of is None and reference.paragraph is None):
            return passage
        status = self.register.status(entry.number, reference, on=as_of or self.register.checked)
        force = Force.REVOKED if status.superseded else status.force
        return replace(passage, force=force, until=status.until or passage.until)


def _as_history(passage: Passage) -> Passage:
    return replace(passage, force=Force.REVOKED)


def _rows(text: HeldText, reference: Reference) -> dict[str, list[int]]:
    return text.explanations if reference.explanation else text.articles


def _year(text: HeldText) -> int:
    years = [int(match[1]) for number in text.numbers if (match := _YEAR.search(number))]
    return max(years, default=0)


def _lacks(text: HeldText, article: str) -> bool:
    """Whether a text must have an article that it does not show."""
    if article in text.explanations or article in text.announced:
        return True
    if text.amending or not article.isdigit():
        return False
    return int(article) < text.last or (int(article) == text.last + 1 and not text.closed)
