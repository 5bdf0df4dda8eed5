"""What was printed: cards, grids, addresses, grammars of cells."""
