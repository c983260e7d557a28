"""Components every page is made of: lists, record pages, panels, menu."""
