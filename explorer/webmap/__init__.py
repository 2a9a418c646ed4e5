"""The map page as data and text. Knows no Qt."""
