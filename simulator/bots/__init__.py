"""Players without a person: the reference script, and bots of different skill. All of them are simulated agents."""
