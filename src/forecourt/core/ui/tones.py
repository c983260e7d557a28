"""Colours by meaning. Pages name a meaning; only the style sheet knows the colour."""

TONES = ("neutral", "info", "progress", "good", "warn", "bad")


def tone_class(tone: str) -> str:
    """The class names of a badge with this meaning; an unknown meaning is neutral."""
    return f"tone tone-{tone if tone in TONES else 'neutral'}"
