"""Claims held against a briefing: supported, contradicted or not found, and what differs."""

from chatbot.verify.check import check as check
from chatbot.verify.claims import split as split
from chatbot.verify.records import Claim as Claim
from chatbot.verify.records import Difference as Difference
from chatbot.verify.records import Evidence as Evidence
from chatbot.verify.records import Verdict as Verdict
from chatbot.verify.words import Meanings as Meanings
