"""Team exercises: a host with one drill per team, its protocol, what each seat may see, and the clients."""
