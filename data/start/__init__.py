"""The guided first start and the filled example."""
