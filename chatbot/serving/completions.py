"""Answers in the shapes of the OpenAI API: whole, in pieces, and errors."""

import json
import re
import time
import uuid
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from chatbot.records import Answer
from chatbot.serving import told
from chatbot.serving.messages import MODEL, Asked, RequestError

# An answer is sent by the clause.
_CLAUSE = re.compile(r"[^，；。！？\n]*[，；。！？\n]+|[^，；。！？\n]+")


@dataclass(frozen=True, slots=True)
class Completion:
    """An answer to a request; ``address`` is the page that its citations link to."""

    asked: Asked
    answer: Answer
    address: str
    id: str = field(default_factory=lambda: f"chatcmpl-{uuid.uuid4().hex}")
    created: int = field(default_factory=lambda: int(time.time()))

    def whole(self) -> dict[str, Any]:
        """Return it as one object."""
        message = {"role": "assistant", "content": told.text(self.answer), "refusal": None}
        choice = {
            "index": 0,
            "message": {**message, **self._more()},
            "logprobs": None,
            "finish_reason": "stop",
        }
        return {**self._head("chat.completion"), "choices": [choice], "usage": self._usage()}

    async def events(self, grown: AsyncGenerator[Answer]) -> AsyncIterator[str]:
        """Yield it as server-sent events while it grows; the last piece has the citations.

        A model's sentences are sent as they come, what is there at once by the clause.
        """
        yield self._event({"role": "assistant", "content": ""})
        done, sent = self, len(self.answer.text) if self.answer.checks else 0
        if sent:
            yield self._event({"content": self.answer.text})
        async with aclosing(grown):
            async for answer in grown:
                done = replace(self, answer=answer)
                if answer.checks and len(answer.text) > sent:
                    yield self._event({"content": answer.text[sent:]})
                    sent = len(answer.text)
        for clause in _CLAUSE.findall(told.text(done.answer)[sent:]):
            yield self._event({"content": clause})
        yield self._event(done._more(), "stop")
        if self.asked.wants_usage:
            last = {**self._head("chat.completion.chunk"), "choices": [], "usage": done._usage()}
            yield _line(last)
        yield "data: [DONE]\n\n"

    def _event(self, delta: dict[str, Any], finish: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return _line({**self._head("chat.completion.chunk"), "choices": [choice]})

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": self.created, "model": MODEL}

    def _more(self) -> dict[str, Any]:
        """Return what a message of ours has beside those of others."""
        return {
            "citations": told.citations(self.answer, self.address),
            "refused": self.answer.refused,
            "reason": self.answer.reason,
            "question_understood": self.answer.question_understood,
            "confidence": self.answer.confidence,
            "note": self.answer.note,
            "checks": asdict(self.answer.checks) if self.answer.checks else None,
        }

    def _usage(self) -> dict[str, int]:
        # No tokenizer has a part in an answer: what is counted are characters.
        asked, said = self.asked.characters, len(told.text(self.answer))
        return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}


def models() -> list[dict[str, Any]]:
    """Return the models that can be asked: one."""
    return [{"id": MODEL, "object": "model", "created": 0, "owned_by": "briefing-chatbot"}]


def error_object(error: RequestError) -> dict[str, Any]:
    """Return a refusal in the shape of the API."""
    kind = "server_error" if error.status >= 500 else "invalid_request_error"
    shown = {"message": str(error), "type": kind, "param": error.param, "code": error.code}
    return {"error": shown}


def _line(value: dict[str, Any]) -> str:
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n"
