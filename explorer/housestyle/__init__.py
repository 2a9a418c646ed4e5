"""House style: how figures, names and answers read, and in which colours, on every surface. No Qt."""
