"""The script of the disclosures: what people tell, the ways in which it reaches a bot, and what must leave no trace."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import cycle, islice

from knowledge.library import BUNDLED
from tests.e2e.emulator import Emulator
from tests.e2e.world import BOT_NAME, Chat, Json, Person

SOURCE = BUNDLED.parent / "golden" / "disclosures.jsonl"
HARMLESS = "Apa itu SMAP?"
_FIRST = "Wirasti Jumantoro Kusmiati Darsiman Pangestika Rohyadi Sulastrini Baskoroadi".split()
_LAST = "Tanuwibowo Cakraningtyas Hardjolukito Mangunprawiro Ranuwijaya Suprihadi Kertarahman".split()
_PLACES = "Curugdatar Pasirhalang Cibeunying Tegalmaja Warungjengkol Sindangresik".split()
_RECEIPTS = (
    "Saya kemarin menerima parsel senilai Rp4.375.000 dari Pak Gumelar Wiratmaka, apakah harus saya laporkan?",
    "Vendor CV Lintang Purwodadi mengirim uang Rp2.815.000 ke rumah saya, batas lapornya berapa hari?",
    "I received a watch worth Rp6,945,000 from Mr Tobias Widyantara, when must I report it?",
)
_RECEIPT_WORDS = (
    ("Rp4.375.000", "Gumelar Wiratmaka"),
    ("Lintang Purwodadi", "Rp2.815.000"),
    ("Rp6,945,000", "Tobias Widyantara"),
)


class Way(StrEnum):
    """How words reach the bot; those from MENTION on in a group."""

    TEXT = "a message"
    CAPTION = "the caption of a photo"
    DOCUMENT = "the caption of a document with a telling name"
    EDIT = "a harmless message, edited"
    EDITED_CAPTION = "a harmless caption, edited"
    FORWARD = "a forwarded message"
    COMMAND = "behind /tanya"
    AFTER_TAP = "a message after a tapped question"
    MENTION = "a message that mentions the bot"
    REPLY = "an answer to a message of the bot"
    TOPIC = "a mention in a topic"
    QUOTED = "somebody's message that another one shows the bot"

    @property
    def grouped(self) -> bool:
        """Whether others read along."""
        return self in (Way.MENTION, Way.REPLY, Way.TOPIC, Way.QUOTED)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What somebody tells, and what they add afterwards."""

    number: int
    way: Way
    text: str
    planted: tuple[str, ...]
    receipt: bool = False  # of one's own, with a question on the rule: answered in private

    @property
    def name(self) -> str:
        """Whom the second message names."""
        return f"{_FIRST[self.number % len(_FIRST)]} {_LAST[self.number % len(_LAST)]}"

    @property
    def place(self) -> str:
        """Where, by the second message."""
        return f"{_PLACES[self.number % len(_PLACES)]} {_LAST[-1 - self.number % len(_LAST)]}"

    @property
    def reporter(self) -> str:
        """Who tells it, by the name of the account."""
        return f"Pelapor{self.number} {_LAST[(self.number + 3) % len(_LAST)]}"

    @property
    def file_name(self) -> str:
        """The name of the file that comes with it."""
        return f"bukti-{self.name.replace(' ', '-')}-{self.number}.pdf"

    @property
    def follow_up(self) -> str:
        """The second message."""
        return f"namanya Pak {self.name}, rumahnya di {self.place}"

    @property
    def words(self) -> tuple[str, ...]:
        """All that must be found nowhere."""
        return (*self.planted, self.name, self.place, self.reporter, self.file_name)


def disclosures(count: int) -> Iterator[Disclosure]:
    """So many disclosures in all ways in turn, every twentieth a receipt of one's own."""
    rows = [row for line in SOURCE.read_text("utf-8").splitlines() if _tells_name(row := json.loads(line))]
    for number, way, row in zip(range(count), cycle(Way), islice(cycle(rows), count), strict=False):
        if number % 20 == 9:
            receipt = number // 20 % len(_RECEIPTS)
            yield Disclosure(number, way, _RECEIPTS[receipt], _RECEIPT_WORDS[receipt], receipt=True)
        else:
            text, planted = _once_more(row, again=number >= len(rows))
            yield Disclosure(number, way, text, planted)


def _tells_name(row: Json) -> bool:
    """Whether a row plants a name or a place; a sum alone may stand in the documents as well."""
    return not all(any(map(str.isdigit, word)) for word in row["planted"])


def _once_more(row: Json, *, again: bool) -> tuple[str, tuple[str, ...]]:
    """A row's text and its planted words; told again, in capitals, as the angry write."""
    text, planted = row["question"], tuple(row["planted"])
    return (text.upper(), tuple(word.upper() for word in planted)) if again else (text, planted)


@dataclass(slots=True)
class Scene:
    """One disclosure in its chat: first what goes before, then the telling, then the second message."""

    told: Disclosure
    emulator: Emulator
    chat: Chat
    teller: Person
    before: Json | None = None

    @classmethod
    def of(cls, told: Disclosure, emulator: Emulator) -> Scene:
        """A scene with people and a chat of its own."""
        teller = emulator.person(told.reporter)
        if not told.way.grouped:
            return cls(told, emulator, emulator.private(teller), teller)
        threads = (5,) if told.way is Way.TOPIC else ()
        group = emulator.group(f"Warga {told.place}", teller, emulator.person("Orang lain"), threads=threads)
        return cls(told, emulator, group, teller)

    async def prepare(self) -> None:
        """What goes before: a harmless question, answered."""
        match self.told.way:
            case Way.EDIT:
                self.before = self.chat.say(HARMLESS)
                await self.chat.reply()
            case Way.EDITED_CAPTION:
                self.before = self.chat.post({"photo": [_file("P")], "caption": HARMLESS})
                await self.chat.reply()
            case Way.AFTER_TAP:
                self.chat.say("/start")
                welcome = await self.chat.reply()
                label = welcome["reply_markup"]["inline_keyboard"][0][0]["text"]
                await self.emulator.answered(self.emulator.tap(self.chat, welcome, label))
                await self.chat.reply()
            case Way.REPLY:
                self.chat.say(f"@{BOT_NAME} {HARMLESS}", by=self.teller)
                self.before = await self.chat.reply()

    def tell(self) -> None:
        """Say it, in this scene's way."""
        told, chat = self.told, self.chat
        match told.way:
            case Way.CAPTION:
                chat.post({"photo": [_file("P")], "caption": told.text})
            case Way.DOCUMENT:
                chat.post({"document": _file("D") | {"file_name": told.file_name}, "caption": told.text})
            case Way.EDIT | Way.EDITED_CAPTION if self.before is not None:
                chat.edit(self.before, told.text)
            case Way.FORWARD:
                origin = {"type": "hidden_user", "date": 1_790_000_000, "sender_user_name": told.name}
                chat.post({"text": told.text, "forward_origin": origin})
            case Way.COMMAND:
                chat.say(f"/tanya {told.text}")
            case Way.MENTION:
                chat.say(f"@{BOT_NAME} {told.text}", by=self.teller)
            case Way.REPLY:
                chat.say(told.text, by=self.teller, to=self.before)
            case Way.TOPIC:
                chat.say(f"{told.text} @{BOT_NAME}", by=self.teller, thread=5)
            case Way.QUOTED:
                theirs = chat.say(told.text, by=self.teller)
                chat.say(f"@{BOT_NAME}", by=chat.members[1], to=theirs)
            case _:
                chat.say(told.text)

    def tell_more(self, answer: Json) -> None:
        """The second message, with a name; in a group as an answer to the bot."""
        by = self.chat.members[1] if self.told.way is Way.QUOTED else self.teller
        thread = 5 if self.told.way is Way.TOPIC else None
        self.chat.say(self.told.follow_up, by=by, to=answer if self.told.way.grouped else None, thread=thread)


def _file(identifier: str) -> Json:
    """A photo or document that nobody downloads."""
    sizes = {"width": 9, "height": 9} if identifier == "P" else {}
    return {"file_id": identifier, "file_unique_id": identifier, **sizes}
