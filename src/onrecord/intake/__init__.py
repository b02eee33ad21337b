"""Ways in: whatever a person or a program names becomes a stream of captures, byte for byte.

Files, folders and standard input live in ``files``; ``web`` fetches one URL, from an address that ``addresses`` allows.
``listings`` (with ``feeds`` and ``markup``) and ``tables`` (with ``delimited``, ``workbooks`` and ``days``) say which
pages a feed, a sitemap or a table stands for; ``watching``, ``politeness`` and ``robots`` say when to ask for them.
The only home of the network.  Nothing here looks for an article in a payload: that is decided by ``article``.
"""
