"""What the texts say: claims with their verdicts, contradictions, administrations, polls, events."""
