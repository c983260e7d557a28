"""The REST API: router, token sign-in, problems, OpenAPI."""
