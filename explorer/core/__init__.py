"""The model: pure values in, values out. Knows no Qt, no files, no pandas."""
