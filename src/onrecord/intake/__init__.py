"""Ways in: whatever a person or a program names becomes a stream of captures, byte for byte.

Files, folders and standard input live in ``files``.  Nothing here looks into a payload: what it is, and whether there
is an article in it, is decided by ``article``.
"""
