"""Recipes and code that make the model bundle.  ``src`` never imports anything from here."""
