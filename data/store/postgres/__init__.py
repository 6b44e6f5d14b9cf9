"""A document kept in PostgreSQL. psycopg is loaded here and nowhere else, when it is needed."""
