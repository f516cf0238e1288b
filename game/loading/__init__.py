"""From a folder of YAML to a story and everything that is wrong with it."""
