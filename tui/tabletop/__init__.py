"""A tabletop in one room: one laptop, one keyboard, every seat played and judged."""
