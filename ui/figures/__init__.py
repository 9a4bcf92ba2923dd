"""The figures of the firm: charts with their tables, beside the time before."""
