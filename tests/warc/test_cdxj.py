"""Keys of the CDXJ index are those that replay programs look for."""

from __future__ import annotations

import pytest
import surt  # type: ignore[import-untyped] # comes with py-wacz, which has no types

from onrecord.warc.cdxj import url_key


@pytest.mark.parametrize(
    "url",
    [
        "https://www.Valley.example:443/A/B?b=2&A=1",
        "http://a.b.example:8080/x//y/../z/",
        "urn:onrecord:capture:abc",
        "https://valley.example/caf%C3%A9?q=%20#x",
        "https://valley.example",
        "https://valley.example/?",
        "http://valley.example/a%2Fb?x=1&x=0",
        "http://10.1.2.3/x",
        "http://user:pw@valley.example/",
        "http://valley.example/a?q=a%26b&c",
        "http://valley.example./a?foo=&foo",
        "http://valley.example/a;b?x=%2525",
        "http://[::1]:80/",
        "http://m\u00fcnchen.example/\u00e4",
        "http://valley.example/%E2%80%A6/\u2026?\u00fc",
        "http://valley.example/../../a?b?c",
        "http://www2.valley.example/",
        "http://wwwx.valley.example/a?x=1&&y",
    ],
)
def test_key_is_the_one_of_the_internet_archive(url: str) -> None:
    assert url_key(url) == surt.surt(url)


@pytest.mark.parametrize("url", ["", "http://[", "http://valley.example:99999999/", "http://", "\ud800"])
def test_url_that_is_none_is_its_own_key(url: str) -> None:
    assert url_key(url) == url
