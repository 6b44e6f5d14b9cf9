"""The competence plan as pages, tables and drawings."""
