"""A request of the OpenAI-compatible API, checked: its messages become a question and a history."""

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.errors import UserError

MODEL = "briefing"
# Earlier questions are read only as far back as a follow-up can point.
_MOST_EARLIER = 20


class RequestError(UserError):
    """A request that is refused with ``status``; ``param`` names the part of it that is wrong."""

    def __init__(
        self, message: str, *, status: int = 400, param: str | None = None, code: str | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.param = param
        self.code = code


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore")
    type: str
    text: str | None = None
    refusal: str | None = None


class _Message(BaseModel):
    model_config = ConfigDict(extra="ignore")
    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[_Part] | None = None

    def words(self, param: str) -> str:
        if not isinstance(self.content, list):
            return self.content or ""
        for at, part in enumerate(self.content):
            if part.type not in ("text", "refusal"):
                raise RequestError(
                    f"expected parts of type text, found {part.type[:40]!r}; send the text alone",
                    param=f"{param}.content.{at}.type",
                )
        return "\n".join(part.text or part.refusal or "" for part in self.content)


class _Options(BaseModel):
    model_config = ConfigDict(extra="ignore")
    include_usage: bool | None = None


class Asked(BaseModel):
    """What a client sends to ``/v1/chat/completions``; all that is not named here is ignored."""

    model_config = ConfigDict(extra="ignore")
    model: str
    messages: list[_Message] = Field(min_length=1)
    stream: bool | None = None
    stream_options: _Options | None = None

    @property
    def wants_usage(self) -> bool:
        """Whether a streamed answer ends with its usage."""
        return bool(self.stream_options and self.stream_options.include_usage)

    @property
    def characters(self) -> int:
        """How many characters the messages have."""
        return sum(len(message.words("messages")) for message in self.messages)

    def conversation(self) -> tuple[str, list[tuple[str, str]]]:
        """Return the question and the (question, answer) pairs before it.

        Instructions of the system and the results of tools have no part in either.

        Raises:
            RequestError: the last message is not the user's, or a part of one is not text.
        """
        said: list[tuple[str, str]] = []
        for at, message in enumerate(self.messages):
            words = message.words(f"messages.{at}")
            if message.role == "user":
                said.append((words, ""))
            elif message.role == "assistant" and said:
                said[-1] = (said[-1][0], "\n".join(part for part in (said[-1][1], words) if part))
        if self.messages[-1].role != "user":
            raise RequestError(
                f"expected the user's question as the last message, found one of the role "
                f"{self.messages[-1].role}; add it to messages",
                param="messages",
            )
        return said[-1][0], said[:-1][-_MOST_EARLIER:]


def parsed(body: bytes) -> Asked:
    """Return a request's body as what is asked.

    Raises:
        RequestError: no JSON, parts that do not fit, or a model that there is not.
    """
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"expected a JSON object in UTF-8, found none: {error}") from error
    if not isinstance(found, dict):
        raise RequestError('expected a JSON object, {"model": "briefing", "messages": […]}')
    try:
        asked = Asked.model_validate(found)
    except ValidationError as error:
        raise _mistake(error) from error
    if asked.model != MODEL:
        raise unknown_model(asked.model)
    return asked


def unknown_model(name: str) -> RequestError:
    """Return the refusal of another model's name."""
    return RequestError(
        f"the model {name[:80]!r} does not exist; expected {MODEL!r}",
        status=404,
        param="model",
        code="model_not_found",
    )


def _mistake(error: ValidationError) -> RequestError:
    first: Any = error.errors(include_url=False, include_context=False, include_input=False)[0]
    param = ".".join(str(step) for step in first["loc"])
    return RequestError(f"{param}: {first['msg']}", param=param)
