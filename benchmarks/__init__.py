"""Speed as ratios in one run: national-scale data in the product's own tables, beside the peers it is compared with.

`python -m benchmarks.run reduced|national` makes the data (`nation`), checks that all variants give the same figures,
then times them in turns (`parts`). Nothing here is imported by the product. Targets and results: docs/performance.md.
"""
