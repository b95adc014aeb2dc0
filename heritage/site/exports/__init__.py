"""What a search found as a file: for spreadsheets, for reference managers, for programs."""
