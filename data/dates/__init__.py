"""ISO weeks, Danish holidays, dates as people write them and as they read them."""
