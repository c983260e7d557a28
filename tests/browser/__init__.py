"""Pages driven in Chromium, against a server of their own."""
