"""The program in real browser tabs: `make browser` and a stage of the gate, not `make test`."""
