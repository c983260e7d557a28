"""Photos and papers on any record: checked by content, kept privately, served to whoever may see the record."""
