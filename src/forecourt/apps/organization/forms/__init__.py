"""Forms of the settings pages and the first start."""
