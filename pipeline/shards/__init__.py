"""Dumps in shards: the same work cut into pieces that any machine can do, and put together again."""
