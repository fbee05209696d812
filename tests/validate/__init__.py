"""Long statistics over many simulated drills; resumable, and the same whatever the number of processes."""
