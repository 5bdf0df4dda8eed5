"""Take the open data that the build reads out of pinned packages. Not part of the build: see docs/snapshot.md."""
