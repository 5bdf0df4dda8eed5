"""What was decided: corrections, codings, configuration, schemas."""
