"""An app of this test alone: it counts each sale it hears of in a table without any constraint."""
