"""Pages of the sales department."""
