"""The docks of the window; none imports another."""
