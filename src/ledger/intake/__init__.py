"""Takes in the acts that schools kept in spreadsheets, each row recorded or told why it is not."""
