"""How this package speaks, a module for each part: SENTENCES of the trail, and codes of refusals in words."""
