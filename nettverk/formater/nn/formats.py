"""The same as in bokmål."""

from nettverk.formater.nb.formats import DATE_INPUT_FORMATS, TIME_INPUT_FORMATS

__all__ = ["DATE_INPUT_FORMATS", "TIME_INPUT_FORMATS"]
