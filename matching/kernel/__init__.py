"""A whole register against many items at once: leaves once per predicate, trees on bit planes."""
