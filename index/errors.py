"""Errors that are meant for the person at the keyboard."""


class UserError(Exception):
    """Something the user can mend: the message is printed, exit status 1, no traceback.

    A message says what was expected, what was found and what to type next, on one line.
    """


class ReadError(UserError):
    """A file could not be turned into text."""


class StoreError(UserError):
    """A store is missing, damaged, of another make, or busy."""


class EncoderError(UserError):
    """An embedding model could not be loaded or does not fit the store."""


class QuestionError(UserError):
    """A question that cannot be asked: empty, too long, or not text."""
