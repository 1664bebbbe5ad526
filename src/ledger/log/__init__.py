"""The log: where events are kept in order, with their proofs, and the vault for words."""
