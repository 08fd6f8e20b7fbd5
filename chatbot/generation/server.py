"""Any server with the OpenAI chat API: Ollama, vLLM, llama.cpp, DashScope, DeepSeek, OpenAI."""

import json
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from chatbot.generation.generator import Failure, GenerationError, Message
from chatbot.generation.steps import TooSlowError, steps

_CONNECT = 5.0
_RETRIES = 2
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_BY_STATUS: Mapping[int, Failure] = {401: "key", 403: "key", 404: "model", 429: "quota"}


@dataclass(frozen=True, slots=True)
class ModelServer:
    """A model behind an address; ``wait`` and ``whole`` are seconds for a piece and for all.

    A request that is refused for the moment (429, 5xx, no connection) is tried twice again with a
    growing pause, all within ``whole``. ``behind``, a model in this process, is kept as
    long as this is.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    temperature: float = 0.0
    wait: float = 30.0
    whole: float = 120.0
    most_tokens: int = 600
    behind: object = field(default=None, repr=False)

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield what the model writes, as ``Generator.stream`` does."""
        import openai

        try:
            yield from steps(self._pieces(messages), self.wait, self.whole)
        except (TooSlowError, openai.APITimeoutError) as error:
            raise GenerationError("slow") from error
        except openai.APIStatusError as error:
            failure = _BY_STATUS.get(error.status_code, "fault")
            raise GenerationError(failure, str(error.status_code)) from error
        except openai.APIConnectionError as error:
            raise GenerationError("down") from error
        except openai.APIError as error:
            raise GenerationError("fault") from error
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise GenerationError("nonsense", "no JSON") from error

    async def _pieces(self, messages: Sequence[Message]) -> AsyncGenerator[str]:
        import openai

        local = urlsplit(self.url).hostname in _LOCAL
        unset: Any = openai.Omit()
        client = openai.AsyncOpenAI(
            base_url=self.url,
            # The client wants one; a server without keys does not look at it.
            api_key=self.key or "none",
            timeout=openai.Timeout(self.wait, connect=_CONNECT),
            max_retries=_RETRIES,
            # Those of another account, which the environment may hold, are nobody else's business.
            default_headers={"OpenAI-Organization": unset, "OpenAI-Project": unset},
            # A proxy has no part in what stays on this machine.
            http_client=openai.DefaultAsyncHttpxClient(trust_env=not local),
        )
        asked: Any = [{"role": one.role, "content": one.content} for one in messages]
        begun, finish = False, None
        async with client:
            try:
                stream = await client.chat.completions.create(
                    model=self.model,
                    messages=asked,
                    stream=True,
                    temperature=self.temperature,
                    max_tokens=self.most_tokens,
                )
                async with stream:
                    async for chunk in stream:
                        piece, ended = _read(chunk)
                        finish = ended or finish
                        if piece:
                            begun = True
                            yield piece
            except openai.APIConnectionError as error:
                if not begun or isinstance(error, openai.APITimeoutError):
                    raise
                raise GenerationError("broken") from error
        if finish == "length":
            raise GenerationError("long")
        if finish is None:
            raise GenerationError("broken" if begun else "nonsense")


def _read(chunk: Any) -> tuple[str, str | None]:  # noqa: ANN401
    """Return the text of a piece and why it is the last ("" or None where it is not).

    The client does not check what a server sends: anything may stand there.
    """
    try:
        if not chunk.choices:
            return "", None
        choice = chunk.choices[0]
        piece, finish = choice.delta.content if choice.delta else "", choice.finish_reason
    except (AttributeError, TypeError, LookupError) as error:
        raise GenerationError("nonsense", "another shape") from error
    if not isinstance(piece or "", str) or not isinstance(finish or "", str):
        raise GenerationError("nonsense", "another shape")
    return piece or "", finish
