"""The verbs of `./reproduce`, one a file: `register` adds arguments, `run` returns the exit code."""
