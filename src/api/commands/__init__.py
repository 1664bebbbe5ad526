"""The commands of `ledger`, beside serving: reading in, looking after views, keys and people."""
