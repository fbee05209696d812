"""Drills that die: killed processes and power cuts, over and over, each time resumed and proved."""
