"""Word documents and Excel workbooks."""
