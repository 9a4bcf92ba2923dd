"""The figures of the firm: charts with their tables, beside the period before."""
