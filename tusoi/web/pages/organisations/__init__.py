"""Pages about organisations: the tree, one organisation, its people, areas, access and accounts."""
