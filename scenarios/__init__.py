"""The content of the drills, and its loading."""
