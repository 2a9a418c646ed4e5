"""Turns the tables and the source packages into the committed geometry, basemap and fonts."""
