"""What decisions were worth, how hard forms are, how noisy scores are. Analysis may play drills; judging may not."""
