"""An emulator of Telegram's Bot API on loopback: stateful, and as strict as the real one."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.e2e.faults import Faults
from tests.e2e.markup import FormattedText
from tests.e2e.methods import Methods
from tests.e2e.refusal import RefusalError
from tests.e2e.specification import Specification
from tests.e2e.world import BOT_ID, Chat, Json, Person, Updates

TOKEN = f"{BOT_ID}:AAE2e-Token_for-the_emulator_0123456789"


class Emulator:
    """The server and the world behind it.

    `violations` collects everything a well-behaved bot never does; a test that ends with any of them fails.
    `requests` are the methods called, `received` all words that came with them.
    """

    def __init__(self, specification: Specification | None, token: str = TOKEN) -> None:
        self.token = token
        self.updates = Updates()
        self.faults = Faults()
        self.chats: dict[int, Chat] = {}
        self.violations: list[str] = []
        self.requests: list[str] = []
        self.received: list[str] = []
        self.port = 0
        self._specification = specification
        self._methods = Methods(self.chats, self.updates, self.violations)
        self._ids = itertools.count(1001)
        self._messages = itertools.count(1)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen on loopback; a second start takes the same port again."""
        application = web.Application()
        application.router.add_route("*", "/bot{token}/{method}", self._serve)
        application.router.add_get("/file/bot{token}/{path:.*}", self._serve_file)
        self._runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening and drop every connection."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def url(self) -> str:
        """The root to give a bot."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> Mapping[str, str]:
        """What the bot told about itself: commands and descriptions, by method, scope and language."""
        return self._methods.settings

    def person(self, name: str, language: str = "id") -> Person:
        """A new person."""
        return Person(next(self._ids), name, language)

    def private(self, person: Person) -> Chat:
        """The private chat of a person with the bot; until the person writes, the bot may not."""
        return self._add(Chat(person.id, "private", self.updates, self._next, members=[person], reachable=False))

    def group(self, title: str, *members: Person, threads: tuple[int, ...] = ()) -> Chat:
        """A supergroup that the bot is a member of, with topics when threads are named."""
        number = -1_000_000_000_000 - next(self._ids)
        chat = Chat(number, "supergroup", self.updates, self._next, title, list(members), threads=set(threads))
        return self._add(chat)

    def tap(self, chat: Chat, message: Json, label: str, by: Person | None = None) -> str:
        """A person presses a button; the id of the query, to look up its answer."""
        rows = message["reply_markup"]["inline_keyboard"]
        [data] = [button["callback_data"] for row in rows for button in row if button["text"] == label]
        return self._methods.queries.open(chat, message, data, by or chat.members[0])

    async def answered(self, query: str, within: float = 30.0) -> Json:
        """What the bot answered to a pressed button."""
        return await asyncio.wait_for(self._methods.queries.answers[query], within)

    def add_file(self, identifier: str, content: bytes) -> None:
        """A file that getFile and the download know."""
        self._methods.files[identifier] = content

    def read(self, message: Json) -> FormattedText:
        """A message of the bot as a person reads it."""
        return self._methods.formatted[message["chat"]["id"], message["message_id"]]

    def _next(self) -> int:
        return next(self._messages)

    def _add(self, chat: Chat) -> Chat:
        self.chats[chat.id] = chat
        return chat

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.requests.append(method)
        try:
            parameters = await _parameters(request)
            self.received += [value for value in parameters.values() if not value.lstrip("-").isdigit()]
            await self.faults.before(method, parameters)
            result = await self._answer(request.match_info["token"], method, parameters)
            await self.faults.after(method)
        except ConnectionAbortedError:
            if request.transport is not None:
                request.transport.abort()
            raise
        except RefusalError as refusal:
            self._note(method, refusal)
            return web.json_response(refusal.as_json(), status=refusal.status)
        return web.json_response({"ok": True, "result": result})

    async def _answer(self, token: str, method: str, parameters: dict[str, str]) -> Any:  # noqa: ANN401 (JSON)
        if token != self.token:
            raise RefusalError(401, "Unauthorized") if ":" in token else RefusalError(404, "Not Found")
        if self._specification is not None:
            self.violations += self._specification.judge_request(method, parameters)
        result = await self._methods.perform(method, parameters)
        if self._specification is not None:
            faults = self._specification.judge_result(method, result)
            self.violations += [f"the emulator itself: {fault}" for fault in faults]
        return result

    def _note(self, method: str, refusal: RefusalError) -> None:
        if refusal.status in (400, 404) and not refusal.parameters:
            self.violations.append(f"{method}: {refusal.description}")

    async def _serve_file(self, request: web.Request) -> web.Response:
        content = self._methods.files.get(request.match_info["path"].removeprefix("documents/"))
        if request.match_info["token"] != self.token or content is None:
            raise web.HTTPNotFound
        return web.Response(body=content)


async def _parameters(request: web.Request) -> dict[str, str]:
    """The parameters of a request, whichever of Telegram's four ways they came; nested values stay JSON."""
    parameters = dict(request.query)
    if request.content_type == "application/json":
        body = await request.json()
        return parameters | {k: v if isinstance(v, str) else json.dumps(v) for k, v in body.items()}
    form = await request.post()
    return parameters | {name: value if isinstance(value, str) else "(a file)" for name, value in form.items()}
