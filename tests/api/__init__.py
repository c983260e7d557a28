"""The API as a whole: every operation, every role, every answer."""
