"""Pages of the customers department."""
