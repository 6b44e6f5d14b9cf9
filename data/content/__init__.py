"""The subject's texts in each language, and what reads them."""
