"""How people reach a drill: the command line, the session and the screens."""
