"""The HTTP API of the service on loopback: routes, accounts, sessions and media in SQLite, and the queue of renders."""
