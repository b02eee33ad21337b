"""From one capture to one article: main text, metadata, and the publisher messages set aside.

``read_article`` is the only public name.  HTML is read by ``page`` (with trafilatura and readability as guides to what
is main text), pasted text by ``plain``; ``runs`` and ``messages`` decide what is the publisher's own voice;
``assemble`` makes the article.  What is said in it belongs to later stages.
"""

from onrecord.article.read import read_article

__all__ = ["read_article"]
