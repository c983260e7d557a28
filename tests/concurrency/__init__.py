"""Many processes at once: what must hold when everybody wants the same row."""
