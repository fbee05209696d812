"""The store of team exercises: drills as rows with a file's bytes, people, passes, ratings. SQLite or PostgreSQL."""
