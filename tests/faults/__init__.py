"""Nothing lost, nothing doubled: real processes, killed and cut off in the middle of their work."""
