"""Who may open what: every address and API operation against every role, as data. How to add rows: docs/permissions.md."""
