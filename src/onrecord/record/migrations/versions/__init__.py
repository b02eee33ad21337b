"""One script for each released schema; a script is never changed after its release."""
