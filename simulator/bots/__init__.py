"""Players that are not people: the reference script, and bots of different skill. All of them are simulated agents."""
