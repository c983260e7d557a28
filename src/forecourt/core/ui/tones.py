"""Colours by meaning. Pages name a meaning; only this file knows the colour."""

TONES = {
    "neutral": "bg-secondary-lt",
    "info": "bg-blue-lt",
    "progress": "bg-azure-lt",
    "good": "bg-green-lt",
    "warn": "bg-yellow-lt",
    "bad": "bg-red-lt",
}


def tone_class(tone: str) -> str:
    """The class names of a badge with this meaning; an unknown meaning is neutral."""
    return TONES.get(tone, TONES["neutral"])
