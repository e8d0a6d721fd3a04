"""What can go wrong with shards as a whole; each is one line for the user."""


class ShardError(RuntimeError):
    """The shards can't be made or read, whoever tries."""


class ManifestError(ShardError):
    """A file that should be a manifest is none."""


class ClusterError(ShardError):
    """The cluster can't be reached or is gone."""
