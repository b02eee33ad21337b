"""Read news pages and keep who said what, with the exact place of every word.

Start at ``pipeline.py``, the only place where the stages meet; ``domain.py`` holds every type they speak in.
Importing the package does no work and reads no file.
"""

__version__ = "0.1.0"
