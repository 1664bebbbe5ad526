"""To be forgotten, and to see what is kept of oneself: what the ledger does, not what it says."""
