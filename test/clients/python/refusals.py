"""How the programs say that something must be refused."""

from contextlib import contextmanager


class Refusal:
    """What was raised; there once the block has ended."""

    error = None


@contextmanager
def refused(kind, text=""):
    """The block must raise an exception of that class, with that text in its message."""
    refusal = Refusal()
    try:
        yield refusal
    except kind as error:
        assert text in str(error), f"{text!r} is not in {str(error)!r}"
        refusal.error = error
    else:
        raise AssertionError(f"nothing was refused, where {kind.__name__} was expected")
