"""What learning systems take: xAPI statements, calendars, rosters."""
