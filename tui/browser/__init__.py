"""The terminal program in a browser: a page, a door before it, and a real terminal behind it for each visitor."""
