"""Named results and frames, and what they would be if a decision were another."""
