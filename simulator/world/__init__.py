"""The world: SimPy processes for the failing system, responders, customers, executives and colleagues."""
