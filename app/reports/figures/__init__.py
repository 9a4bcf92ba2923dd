"""The figures of the firm on paper, and as a table with the lines behind them."""
