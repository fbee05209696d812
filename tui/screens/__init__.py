"""Screens: each asks the session and shows what it is told."""
