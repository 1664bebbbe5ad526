"""Commands of `ledger` that are not needed to serve it: each file is one concern."""
