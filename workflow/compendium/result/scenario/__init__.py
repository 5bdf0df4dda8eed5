"""What would follow if a cell, a choice or a coding were another: results computed again, and compared."""
