"""What the two meetings share: attendance, clock, approval."""
