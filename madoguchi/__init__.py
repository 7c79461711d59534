"""What every stage knows: model, configuration, errors, clock, the store, the command line."""

__version__ = "0.1.0"
