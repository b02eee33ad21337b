"""Whole inputs through the one entry: pages, pasted text, broken bytes."""

# ruff: noqa: RUF001 - Cyrillic words, which ruff takes for misspelt Latin ones

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import read_article
from onrecord.domain import Article, Capture, DateOrigin, MessageKind, ParagraphKind, Precision, RejectReason
from onrecord.errors import InputError
from onrecord.text import normalise_page_text

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Dam Gate Opened Late - Valley Sun</title>
<link rel="canonical" href="https://valleysun.example/dam"><meta property="og:site_name" content="Valley Sun">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Dam Gate Opened Late",
"datePublished":"2025-04-02T08:15:00+02:00","author":{"name":"Ida Moen"}}</script></head><body>
<nav><a href="/">Home</a></nav><article><h1>Dam Gate Opened Late</h1><div class="byline">By Ida Moen</div>
<figure><figcaption>The gate on Tuesday. Photo: Per Lund</figcaption></figure>
<p>The upper gate was opened forty minutes <b>la</b>te, the river authority said on Wednesday.</p>
<p>“We had two people on call and one of them was ill,” said its director, Tor&nbsp;Vik.</p>
<div class="newsletter"><h3>Get our morning letter</h3><p>“I read nothing else,” says a neighbour.</p>
<button>Sign up</button></div>
<blockquote class="twitter-tweet"><p>Water in the cellar again.</p>&mdash; Liv (@liv_test) April 1, 2025</blockquote>
<p>The mayor called the delay “hard to explain” and asked for a report by Friday.</p>
<p>Correction: an earlier version of this article named the wrong gate.</p>
<p>If you value this work, please support us with a monthly gift.</p>
<aside class="related"><h3>Read also</h3><a href="/a">“Nobody told us”, says farmer</a></aside></article>
<footer><p>© 2025 Valley Sun</p></footer></body></html>"""

RUSSIAN = "Мэр города заявил в понедельник, что мост через реку закрыт до конца мая, и на ремонт не хватает денег."
HIGH_BYTES = bytes(128 + byte % 128 for byte in random.Random(7).randbytes(4000))  # noqa: S311 - not for secrets

TEXT = """Dam Gate Opened Late
By Ida Moen, 2 April 2025
The upper gate was opened forty minutes late, the river authority said on Wednesday.
“Please support us,” the authority’s letter said, “or we will have to close the gate for good.”
Read also
“Nobody told us”, says farmer
The mayor called the delay “hard to explain”.
A Message from Valley Sun:
Dear readers,
The authorities claim our work “frightens people”. We see it differently.
“Without you I would know nothing,” says a subscriber.
Remind me later.
"""


def read(payload: str | bytes, media_type: str | None = None, charset: str | None = None) -> Article:
    """Read a payload as if it came from a file."""
    body = payload.encode() if isinstance(payload, str) else payload
    return read_article(Capture(locator="page", payload=body, media_type=media_type, charset=charset))


def kinds(article: Article) -> dict[str, ParagraphKind]:
    """Give the kind of each paragraph by its first words."""
    return {" ".join(paragraph.span.text.split()[:3]): paragraph.kind for paragraph in article.paragraphs}


def reason_of(payload: bytes, **sender: str) -> RejectReason:
    """Read what must be rejected, and give the reason."""
    with pytest.raises(InputError) as caught:
        read(payload, **sender)
    assert caught.value.next_step
    return RejectReason(caught.value.reason)


def test_a_page_keeps_its_reporting_and_sets_its_messages_aside() -> None:
    article = read(PAGE)
    assert "Sign up" not in article.text
    assert "I read nothing else" not in article.text
    assert "Nobody told us" not in article.text
    assert "support us" not in article.text
    assert "forty minutes late, the river authority" in article.text
    assert {message.kind for message in article.publisher_messages} >= {
        MessageKind.NEWSLETTER,
        MessageKind.RELATED,
        MessageKind.APPEAL,
    }


def test_a_page_types_its_paragraphs() -> None:
    found = kinds(read(PAGE))
    assert found["Dam Gate Opened"] is ParagraphKind.HEADLINE
    assert found["The gate on"] is ParagraphKind.CAPTION
    assert found["Water in the"] is ParagraphKind.EMBED
    assert found["Correction: an earlier"] is ParagraphKind.CORRECTION
    assert found["The mayor called"] is ParagraphKind.BODY
    assert next(iter(found)) == "Dam Gate Opened"


def test_a_page_says_who_published_it_and_when() -> None:
    article = read(PAGE)
    assert (article.title, article.publisher, article.authors) == ("Dam Gate Opened Late", "Valley Sun", ("Ida Moen",))
    assert (article.url, article.language) == ("https://valleysun.example/dam", "en")
    published = article.published_at
    assert published is not None
    assert (published.value, published.precision, published.agreed) == (
        "2025-04-02T08:15:00+02:00",
        Precision.SECOND,
        True,
    )


def test_the_date_of_the_user_wins() -> None:
    article = read_article(Capture(locator="page", payload=PAGE.encode()), published=date(2024, 1, 2))
    assert article.published_at is not None
    assert (article.published_at.value, article.published_at.origin) == ("2024-01-02", DateOrigin.USER)


def test_pasted_text_is_read_line_by_line() -> None:
    article = read(TEXT)
    assert article.page_text == normalise_page_text(TEXT)[0]
    assert (article.title, article.authors) == ("Dam Gate Opened Late", ("Ida Moen",))
    assert [paragraph.span.text[:9] for paragraph in article.paragraphs] == [
        "Dam Gate ",
        "The upper",
        "“Please s",
        "The mayor",
    ]
    assert len(article.publisher_messages) == 7


def test_a_first_line_that_ends_as_a_sentence_is_body() -> None:
    article = read("The mayor said on Monday that the bridge is safe.\nShe added that nobody had asked her before.\n")
    assert article.title is None
    assert [paragraph.kind for paragraph in article.paragraphs] == [ParagraphKind.BODY] * 2


def test_hard_wrapped_text_is_joined() -> None:
    wrapped = (
        "The mayor said on Monday that the bridge over the river\n"
        "would stay closed until the end of May, two years later\n"
        "than the council had promised when it hired the builder.\n\n"
        "She added that nobody had asked her about the money for\n"
        "the repair, which the council says it never received at\n"
        "all from the ministry.\n"
    )
    article = read(wrapped)
    assert len(article.paragraphs) == 2
    assert "\n" not in article.paragraphs[0].span.text


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", RejectReason.EMPTY),
        (b" \r\n\t", RejectReason.EMPTY),
        (b"%PDF-1.7 ...", RejectReason.PDF),
        (b"\x89PNG\r\n\x1a\n0000", RejectReason.BINARY),
        (b"PK\x03\x04 word/document.xml", RejectReason.BINARY),
        (bytes(range(32)) * 100, RejectReason.BINARY),
        (b"x" * 20_000_001, RejectReason.TOO_LARGE),
        (b"<html>" + b"<p>a" * 70_000, RejectReason.TOO_LARGE),
        (b"Hello world", RejectReason.NO_ARTICLE),
        (b"<rss><channel><title>News</title></channel></rss>", RejectReason.NO_ARTICLE),
        (b"Subscribe to our newsletter.\nFollow us on Facebook.\n", RejectReason.NO_ARTICLE),
        (
            b"<html><body><h1>Log in</h1><form><input type=password><button>Log in</button></form>",
            RejectReason.LOGIN_PAGE,
        ),
        (HIGH_BYTES, RejectReason.UNDECODABLE),
    ],
)
def test_what_is_no_article_is_rejected_with_its_reason(payload: bytes, reason: RejectReason) -> None:
    assert reason_of(payload) is reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-r"])
def test_declared_encodings_are_followed(encoding: str) -> None:
    text = "Мэр города заявил в понедельник, что мост закрыт до мая.\nОн добавил, что денег на ремонт нет.\n"
    assert read(text.encode(encoding), charset=encoding).text == text.strip().replace("\n", "\n\n")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
        ("windows-1252", "Le maire a déclaré à la presse que le pont restera fermé jusqu’à la fin du mois de mai."),
        ("windows-1252", "Der Bürgermeister sagte, dass die Brücke für den Verkehr bis Ende Mai gesperrt bleibt."),
        ("windows-1250", "Premiér v pondělí řekl, že most je v havarijním stavu a že po něm do května nikdo nepojede."),
    ],
)
def test_an_undeclared_encoding_is_guessed_from_the_words(encoding: str, text: str) -> None:
    assert read(text.encode(encoding)).text == text


def test_half_a_surrogate_in_the_metadata_does_not_break_the_page() -> None:
    article = read(PAGE.replace('"headline":"Dam', '"headline":"\\ud800Dam'))
    article.text.encode()
    assert article.title is not None
    article.title.encode()


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 20_000,
        "<b>" * 20_000,
        "<table><tr><td>" * 5_000,
        '<div class="' + "x " * 200_000 + '">',
        "<!--" * 1_000,
    ],
)
def test_hostile_markup_is_an_article_or_a_rejection(markup: str) -> None:
    try:
        article = read(f"<html><body>{markup}<p>The mayor said on Monday that the bridge is safe for now.</p>" * 2)
    except InputError:
        return
    assert article.paragraphs


@given(st.text(max_size=400), st.sampled_from(["text/plain", "text/html", None]))
def test_no_text_breaks_the_reader(text: str, media_type: str | None) -> None:
    try:
        article = read(text.encode("utf-8", errors="surrogatepass"), media_type)
    except InputError:
        return
    assert all(article.text[p.span.start : p.span.end] == p.span.text for p in article.paragraphs)
    assert "\n\n".join(paragraph.span.text for paragraph in article.paragraphs) == article.text


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(payload: bytes) -> None:
    try:
        article = read(payload)
    except InputError:
        return
    article.text.encode()


@given(st.lists(st.sampled_from(TEXT.split("\n") + PAGE.split("\n")), max_size=30))
def test_every_word_kept_or_set_aside_is_on_the_page(lines: list[str]) -> None:
    try:
        article = read("\n".join(lines), "text/plain")
    except InputError:
        return
    words = set(article.page_text.split())
    assert set(article.text.split()) <= words
    assert all(message.span.text in article.page_text for message in article.publisher_messages)
