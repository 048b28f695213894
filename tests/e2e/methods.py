"""What the emulated Bot API does when a method is called."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from tests.e2e.keyboard import judge_keyboard
from tests.e2e.markup import ENTITY_LIMIT, TEXT_LIMIT, FormattedText, MarkupError, parse_html, units
from tests.e2e.refusal import RefusalError, bad_request
from tests.e2e.world import BOT, Chat, Json, Person, Updates

_SETTING = re.compile(r"(set|get|delete)My(Commands|Name|Description|ShortDescription)")
_DOWNLOAD_LIMIT = 20 * 1024 * 1024


class Queries:
    """Pressed buttons, each of which the bot answers once."""

    def __init__(self, updates: Updates) -> None:
        self._updates = updates
        self._ids = itertools.count(5_000_001)
        self.answers: dict[str, asyncio.Future[Json]] = {}

    def open(self, chat: Chat, message: Json, data: str, person: Person) -> str:
        """A person presses a button with this data under a message."""
        number = str(next(self._ids))
        self.answers[number] = asyncio.get_running_loop().create_future()
        query = {"id": number, "from": person.as_json(), "message": message, "data": data}
        self._updates.add("callback_query", query | {"chat_instance": str(chat.id)})
        return number

    def close(self, parameters: dict[str, str]) -> bool:
        """The bot answers a query."""
        answer = self.answers.get(parameters.get("callback_query_id", ""))
        if answer is None or answer.done():
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        answer.set_result(dict(parameters))
        return True


class Methods:
    """The methods that the emulator knows; every other one is 404, as with Telegram."""

    def __init__(self, chats: dict[int, Chat], updates: Updates, violations: list[str]) -> None:
        self.queries = Queries(updates)
        self.settings: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self.formatted: dict[tuple[int, int], FormattedText] = {}
        self._chats = chats
        self._updates = updates
        self._violations = violations
        self._poll: asyncio.Future[None] | None = None

    async def perform(self, method: str, parameters: dict[str, str]) -> Any:  # noqa: ANN401 (JSON)
        """Do what a method does and return its result.

        :raises RefusalError: when Telegram would refuse the request.
        """
        known: dict[str, Callable[[dict[str, str]], Awaitable[Any] | Any]] = {
            "getMe": lambda _: BOT | {"can_join_groups": True, "can_read_all_group_messages": False},
            "getUpdates": self._get_updates,
            "deleteWebhook": lambda _: True,
            "getWebhookInfo": lambda _: {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
            "sendMessage": self._send_message,
            "editMessageText": self._edit_message,
            "sendChatAction": self._send_action,
            "setMessageReaction": lambda p: bool(self._message(self._chat(p), p["message_id"])),
            "answerCallbackQuery": self.queries.close,
            "getChat": lambda p: self._chat(p).as_json() | {"accent_color_id": 0, "max_reaction_count": 11},
            "getFile": self._get_file,
        }
        if match := _SETTING.fullmatch(method):
            return self._setting(match[1], match[2], parameters)
        if method not in known:
            raise RefusalError(404, "Not Found")
        result = known[method](parameters)
        return await result if isinstance(result, Awaitable) else result

    async def _get_updates(self, parameters: dict[str, str]) -> list[Json]:
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(
                RefusalError(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            )
        own = self._poll = asyncio.get_running_loop().create_future()
        if "allowed_updates" in parameters:
            self._updates.allowed = json.loads(parameters["allowed_updates"])
        self._updates.confirm(int(parameters.get("offset", 0)))
        limit, patience = int(parameters.get("limit", 100)), float(parameters.get("timeout", 0))
        fetching = asyncio.ensure_future(self._updates.fetch(limit, patience))
        try:
            await asyncio.wait({fetching, own}, return_when=asyncio.FIRST_COMPLETED)
            if own.done():
                own.result()  # raises the conflict
            return fetching.result()
        finally:
            fetching.cancel()
            own.cancel()

    async def _send_message(self, parameters: dict[str, str]) -> Json:
        chat = self._writable(parameters)
        formatted = self._formatted(parameters)
        content: Json = {"text": formatted.text}
        if formatted.entities:
            content["entities"] = [entity.as_json() for entity in formatted.entities]
        if "reply_markup" in parameters:
            content["reply_markup"] = judge_keyboard(json.loads(parameters["reply_markup"]))
        if "message_thread_id" in parameters:
            thread = int(parameters["message_thread_id"])
            if thread not in chat.threads:
                raise bad_request("message thread not found")
            content |= {"message_thread_id": thread, "is_topic_message": True}
        if "link_preview_options" in parameters:
            content["link_preview_options"] = json.loads(parameters["link_preview_options"])
        if replied := self._replied_to(chat, parameters):
            content["reply_to_message"] = {k: v for k, v in replied.items() if k != "reply_to_message"}
        message = chat.new_message(BOT, **content)
        self.formatted[chat.id, message["message_id"]] = formatted
        chat.unread.put_nowait(message)
        return message

    async def _edit_message(self, parameters: dict[str, str]) -> Json:
        chat = self._chat(parameters)
        message = chat.messages.get(int(parameters["message_id"]))
        if message is None:
            raise bad_request("message to edit not found")
        if message["from"] != BOT:
            raise bad_request("message can't be edited")
        formatted = self._formatted(parameters)
        markup = json.loads(parameters.get("reply_markup", "null"))
        if (formatted.text, markup) == (message["text"], message.get("reply_markup")):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same as a"
                " current content and reply markup of the message"
            )
        message |= {"text": formatted.text, "entities": [entity.as_json() for entity in formatted.entities]}
        message |= {"reply_markup": judge_keyboard(markup)} if markup else {}
        self.formatted[chat.id, message["message_id"]] = formatted
        return message

    async def _send_action(self, parameters: dict[str, str]) -> bool:
        self._writable(parameters).actions.append(parameters["action"])
        return True

    async def _get_file(self, parameters: dict[str, str]) -> Json:
        identifier = parameters.get("file_id", "")
        if identifier not in self.files:
            raise bad_request("invalid file_id")
        size = len(self.files[identifier])
        if size > _DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        description = {"file_id": identifier, "file_unique_id": identifier, "file_size": size}
        return description | {"file_path": f"documents/{identifier}"}

    def _setting(self, verb: str, name: str, parameters: dict[str, str]) -> Any:  # noqa: ANN401 (JSON)
        place = " ".join((name, parameters.get("scope", ""), parameters.get("language_code", "")))
        field = {"Commands": "commands", "Name": "name", "Description": "description"}.get(name, "short_description")
        if verb == "set":
            self.settings[place] = parameters.get(field, "")
        if verb == "delete":
            self.settings.pop(place, None)
        if verb != "get":
            return True
        stored = self.settings.get(place)
        return json.loads(stored or "[]") if name == "Commands" else {field: stored or ""}

    def _chat(self, parameters: dict[str, str]) -> Chat:
        identifier = parameters.get("chat_id", "")
        if not identifier:
            raise bad_request("chat_id is empty")
        chat = self._chats.get(int(identifier)) if re.fullmatch(r"-?\d+", identifier) else None
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def _writable(self, parameters: dict[str, str]) -> Chat:
        chat = self._chat(parameters)
        if not chat.reachable and chat.messages:
            raise RefusalError(403, "Forbidden: bot was blocked by the user")
        if not chat.reachable:
            raise RefusalError(403, "Forbidden: bot can't initiate conversation with a user")
        return chat

    def _message(self, chat: Chat, number: str) -> Json:
        if int(number) not in chat.messages:
            raise bad_request("message not found")
        return chat.messages[int(number)]

    def _formatted(self, parameters: dict[str, str]) -> FormattedText:
        mode = parameters.get("parse_mode")
        if mode not in (None, "HTML"):
            raise bad_request(f"the bot speaks HTML only, not {mode}")
        raw = parameters.get("text", "")
        try:
            formatted = parse_html(raw) if mode else FormattedText(raw)
        except MarkupError as error:
            raise bad_request(str(error)[:1].lower() + str(error)[1:]) from error
        if not formatted.text.strip("\u200b\u2060\ufeff \t\r\n\0"):
            raise bad_request("message text is empty")
        if units(formatted.text.strip()) > TEXT_LIMIT:
            raise bad_request("message is too long")
        if len(formatted.entities) > ENTITY_LIMIT:
            self._violations.append(f"{len(formatted.entities)} entities: Telegram drops those after {ENTITY_LIMIT}")
        return formatted

    def _replied_to(self, chat: Chat, parameters: dict[str, str]) -> Json | None:
        reply = json.loads(parameters.get("reply_parameters", "null"))
        if reply is None:
            return None
        found = chat.messages.get(reply["message_id"])
        if found is None and not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        return found
