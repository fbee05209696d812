"""The domain and the clock: commands in, events out, and time that moves only when told to."""
