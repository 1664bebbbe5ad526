"""Figures: numbers that say how sure they are, what they rest on, and how to ask for them again."""
