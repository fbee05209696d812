"""Speed, measured against floors of the same run: `make bench`, or `python -m tests.bench`."""
