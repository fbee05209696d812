"""What certification stands on: keys, seals, signed statements, sealed forms, and the facts of a journal.

Nothing here plays a drill. The clock on the wall and the passphrase come from outside.
"""
