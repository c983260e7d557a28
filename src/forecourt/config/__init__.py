"""The composition root: settings, addresses, commands over all departments."""
