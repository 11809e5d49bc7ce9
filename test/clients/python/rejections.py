"""Asserts that requests are rejected."""

from contextlib import contextmanager


class Rejection:
    """Holds the raised exception once the block has ended."""

    error = None


@contextmanager
def rejected(kind, text=""):
    """Asserts that the block raises an exception of the given class with the text in its message."""
    rejection = Rejection()
    try:
        yield rejection
    except kind as error:
        assert text in str(error), f"{text!r} is not in {str(error)!r}"
        rejection.error = error
    else:
        raise AssertionError(f"{kind.__name__} was expected, but nothing was raised")
