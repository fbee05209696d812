"""What leaves the room after a drill: a report as plain data, and the formats that it is written in."""
