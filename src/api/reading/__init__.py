"""What can be read: the ledger as known at a point, and everything that hangs from it."""
