"""A calendar of others: from its bytes to what it says, and to what of that the wheel can hold."""
