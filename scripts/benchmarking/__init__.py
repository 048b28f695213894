"""The benchmark: the engines, what is asked of them, and what is measured."""
