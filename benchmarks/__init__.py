"""How fast presskit is, beside what one would use instead: python -m benchmarks (see docs/performance.md)."""
