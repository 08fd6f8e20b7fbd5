"""What the tools of the Model Context Protocol say of themselves."""

from typing import Any

from mcp import types

MOST_PASSAGES = 50
_QUESTION = {
    "type": "string",
    "minLength": 1,
    "description": "The question, in Chinese or English, at most 2,000 characters.",
}
_HISTORY = {
    "type": "array",
    "maxItems": 20,
    "description": "Earlier [question, answer] pairs, oldest first, for a follow-up question.",
    "items": {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
}
_COUNT = {
    "type": "integer",
    "minimum": 1,
    "maximum": MOST_PASSAGES,
    "default": 5,
    "description": "How many passages to return.",
}
_READ_ONLY = types.ToolAnnotations(readOnlyHint=True, openWorldHint=False)


def _tool(
    name: str, title: str, description: str, needed: list[str], given: dict[str, Any]
) -> types.Tool:
    schema = {
        "type": "object",
        "properties": given,
        "required": needed,
        "additionalProperties": False,
    }
    return types.Tool(
        name=name,
        title=title,
        description=description,
        inputSchema=schema,
        annotations=_READ_ONLY,
    )


TOOLS = [
    _tool(
        "ask_briefing",
        "Ask the briefings",
        "Answer a question from the indexed press briefings by quoting them. Every sentence of the "
        "answer has a marker like [1]; the citations give document, exact character offsets, the "
        "quoted words and a link. Where the briefings do not say, refused is true and the "
        "citations are the nearest that they do say: then do not answer from other knowledge as "
        "if it came from a briefing.",
        ["question"],
        {"question": _QUESTION, "history": _HISTORY},
    ),
    _tool(
        "find_passages",
        "Find passages",
        "Return the passages of the indexed press briefings that are nearest to a question, best "
        "first, with document, speaker and character offsets. Use it to read around an answer.",
        ["question"],
        {"question": _QUESTION, "count": _COUNT},
    ),
    _tool(
        "list_documents",
        "List the documents",
        "List the indexed press briefings with source, title, length and the time they were added.",
        [],
        {},
    ),
]
