"""The year wheel as pages, tables and a drawing."""
