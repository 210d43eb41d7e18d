"""HWPX: OWPML (KS X 6101) in a ZIP, as 한글 2014 and later open it."""
