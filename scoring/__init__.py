"""Judgement: pure functions from a journal to a scorecard."""
