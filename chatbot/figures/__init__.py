"""Figures in text: find, normalise, say what they are about, compare."""

from chatbot.figures.compare import close as close
from chatbot.figures.compare import same as same
from chatbot.figures.english import english as english
from chatbot.figures.english import plain as plain
from chatbot.figures.english import unit_named as unit_named
from chatbot.figures.spans import Found as Found
from chatbot.figures.spans import find as find
from chatbot.figures.statements import Statement as Statement
from chatbot.figures.statements import statements as statements
