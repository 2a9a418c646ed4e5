"""Files in and out. Knows no Qt; geopandas is imported inside functions."""
