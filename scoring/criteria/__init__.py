"""The criteria of the runbook, one file each."""
