"""Reports of every bundled scenario in a real Chromium: `make browser` and a stage of the gate, not `make test`."""
