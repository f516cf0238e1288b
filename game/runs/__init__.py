"""The run as it is kept: the only writer of saves."""
