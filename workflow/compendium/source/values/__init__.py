"""Statistical tables as they are printed: signs that a card declares, what a cell says, how rows and columns lie."""
