"""Widgets: they draw rows and headers in words, and never see a drill."""
