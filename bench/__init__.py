"""Benchmarks: ratios measured in one run, product and yardstick alternately."""
