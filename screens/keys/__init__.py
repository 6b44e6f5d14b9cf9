"""Every key of the program, declared once: id, keys, action, what it is called, whether it looks.

Each part has a table in its own folder; what works everywhere, in dialogs and on cards is in
`common`. Bindings, key bar, help and palette are made from the tables, and `tables` gathers them.
"""
