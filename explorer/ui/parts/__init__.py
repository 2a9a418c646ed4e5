"""Parts of the docks. A part shows frozen values and asks by signals; it knows neither docks nor window."""
