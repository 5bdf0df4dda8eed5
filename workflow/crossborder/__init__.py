"""The study: conditions for cross-border cooperation in Latin America and along southern Kazakhstan's borders."""
