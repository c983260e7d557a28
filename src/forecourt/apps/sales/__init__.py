"""Price policy, sales and their summaries."""
