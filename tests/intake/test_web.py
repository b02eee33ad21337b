"""A page is fetched as its server sends it, from checked addresses, under every cap."""

from __future__ import annotations

import gzip
import ssl
import zlib
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from typing import TYPE_CHECKING

import brotli
import pytest
from backports import zstd
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.domain import Capture, HttpHead, RejectReason
from onrecord.errors import InputError
from onrecord.intake.addresses import Reach
from onrecord.intake.web import Limits, Network, ask, fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.intake.conftest import Web

PAGE = b"<p>The bridge opens in May, the council said.</p>\n" * 30


def refuse(url: str, network: Network, limits: Limits | None = None) -> InputError:
    """Fetch what must be refused, and give the error."""
    with pytest.raises(InputError) as caught:
        fetch(url, network=network, limits=limits)
    assert caught.value.message.startswith(url[:50])
    assert caught.value.next_step
    return caught.value


def redirect(location: str, status: str = "302 Found") -> bytes:
    """Write a redirect."""
    return f"HTTP/1.1 {status}\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


def test_a_capture_is_the_response_as_sent(web: Web) -> None:
    server = web.serve(web.response(PAGE, "Content-Type: Text/HTML; charset=ISO-8859-2", "X-odd: \xe9", "x-odd: b"))
    url = f"{server.url}a?b=c#d"
    capture = fetch(url, network=web.network(server))
    headers = (
        ("Content-Type", "Text/HTML; charset=ISO-8859-2"),
        ("X-odd", "\xe9"),
        ("x-odd", "b"),
        ("Content-Length", str(len(PAGE))),
    )
    assert capture == Capture(
        locator=url,
        url=f"{server.url}a?b=c",
        captured_at=web.now,
        media_type="text/html",
        charset="ISO-8859-2",
        http=HttpHead(status=200, reason="OK", headers=headers),
        payload=PAGE,
    )


def test_a_request_says_who_asks_and_nothing_of_the_reader(web: Web) -> None:
    server = web.serve(web.response(PAGE, "Set-Cookie: who=you"))
    network = web.network(server, user_agent="onrecord/1.2")
    for _ in range(2):
        fetch(f"{server.url}ä?q=ö", network=network)
    lines = server.requests[1].decode().split("\r\n")
    assert lines[0] == "GET /%C3%A4?q=%C3%B6 HTTP/1.1"
    names = {line.partition(":")[0] for line in lines[1:] if line}
    assert names == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert f"Host: 127.0.0.1:{server.port}" in lines
    assert "User-Agent: onrecord/1.2" in lines


def test_proxies_of_the_environment_take_no_part(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, server = web.serve(web.response(b"proxy")), web.serve(web.response(PAGE))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.url)
    assert fetch(server.url, network=web.network(server, proxy)).payload == PAGE
    assert proxy.connections == 0


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress), ("zstd", zstd.compress)],
)
def test_content_codings_stay_and_transfer_codings_go(web: Web, coding: str, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(PAGE)
    chunks = b"".join(
        b"%x;ext=1\r\n%s\r\n" % (len(packed[at : at + 7]), packed[at : at + 7]) for at in range(0, len(packed), 7)
    )
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    server = web.serve(head + chunks + b"0\r\nTrailer: x\r\n\r\n")
    assert fetch(server.url, network=web.network(server)).payload == packed


def test_a_body_without_a_length_ends_with_the_connection(web: Web) -> None:
    server = web.serve(b"HTTP/1.0 200 OK\r\n\r\n" + PAGE)
    assert fetch(server.url, network=web.network(server)).payload == PAGE


def test_a_damaged_coding_is_kept_for_the_archive(web: Web) -> None:
    damaged = gzip.compress(PAGE)[:-9] + b"\xff" * 3
    server = web.serve(web.response(damaged, "Content-Encoding: gzip"))
    assert fetch(server.url, network=web.network(server)).payload == damaged


def test_redirects_lead_to_the_page_under_its_own_address(web: Web) -> None:
    def respond(head: bytes) -> bytes:
        targets = {b"/": "/b", b"/b": "c?d#e", b"/c?d": f"//127.0.0.1:{server.port}/end"}
        path = head.split(b" ")[1]
        return redirect(targets[path], "301 Moved") if path in targets else web.response(PAGE)

    server = web.serve(respond)
    capture = fetch(server.url, network=web.network(server))
    assert (capture.locator, capture.url, capture.payload) == (server.url, f"{server.url}end", PAGE)


def test_a_redirect_may_be_written_in_letters_beyond_ascii(web: Web) -> None:
    server = web.serve(lambda head: redirect("/café") if head.startswith(b"GET / ") else web.response(PAGE))
    assert fetch(server.url, network=web.network(server)).url == f"{server.url}caf%C3%A9"


def test_a_redirect_to_where_nobody_may_go_is_refused_before_anything_is_sent(web: Web) -> None:
    canary = web.serve(web.response(b"secret"), host="127.0.0.1")
    server = web.serve(redirect(canary.url), host="127.0.0.2")
    network = Network(
        reach=Reach(ports=frozenset({server.port, canary.port}), networks=frozenset({ip_network("127.0.0.2")}))
    )
    assert refuse(server.url, network).reason == RejectReason.FETCH_REFUSED
    assert (server.connections, canary.connections) == (1, 0)


@pytest.mark.parametrize(
    "location",
    [
        *("file:///etc/passwd", "ftp://127.0.0.2/", "gopher://127.0.0.2/", "javascript:1", "data:text/html,x"),
        *("http://127.0.0.2:22/", "http://2130706434/", "http://0x7f.2/", "http://me:pw@127.0.0.2/", "http://[::1/"),
        *("http://169.254.169.254/latest/", "http://[::ffff:127.0.0.1]/", "http://[fe80::1%25lo]/", "http://a b/"),
    ],
)
def test_a_redirect_to_what_is_not_fetched_is_refused(web: Web, location: str) -> None:
    server = web.serve(redirect(location), host="127.0.0.2")
    assert refuse(server.url, web.network(server)).reason == RejectReason.FETCH_REFUSED


def test_redirects_in_a_circle_are_found(web: Web) -> None:
    server = web.serve(lambda head: redirect("/b" if head.startswith(b"GET / ") else "/"))
    error = refuse(server.url, web.network(server))
    assert (error.reason, server.connections) == (RejectReason.FETCH_FAILED, 2)


def test_redirects_without_end_are_given_up(web: Web) -> None:
    server = web.serve(lambda head: redirect(head.split(b" ")[1].decode() + "a"))
    error = refuse(server.url, web.network(server))
    assert (error.reason, server.connections) == (RejectReason.FETCH_FAILED, Limits().max_redirects + 1)


def test_a_name_is_resolved_once_and_what_was_checked_is_connected_to(web: Web) -> None:
    server, canary = web.serve(web.response(PAGE), host="127.0.0.2"), web.serve(web.response(b"secret"))
    answers = iter([("127.0.0.2",), ("127.0.0.1",), ("127.0.0.1",)])
    network = web.network(server, resolve=lambda *_: next(answers))
    capture = fetch(f"http://rebinds.example:{server.port}/", network=network)
    assert (capture.payload, canary.connections, server.requests[0].count(b"Host: rebinds.example:")) == (PAGE, 0, 1)
    assert next(answers) == ("127.0.0.1",)


def test_one_closed_address_among_several_refuses_the_host(web: Web) -> None:
    server = web.serve(web.response(PAGE))
    network = web.network(server, resolve=lambda *_: ("127.0.0.1", "10.0.0.1"))
    assert refuse(f"http://mixed.example:{server.port}/", network).reason == RejectReason.FETCH_REFUSED
    assert server.connections == 0


def test_a_second_address_is_tried_when_the_first_does_not_answer(web: Web) -> None:
    server = web.serve(web.response(PAGE), host="127.0.0.2")
    gone = Reach(ports=frozenset({server.port}), networks=frozenset({ip_network("127.0.0.0/8")}))
    network = Network(reach=gone, resolve=lambda *_: ("127.0.0.9", "127.0.0.2"))
    assert fetch(f"http://two.example:{server.port}/", network=network).payload == PAGE


def test_a_host_without_an_address_fails() -> None:
    def resolve(host: str, port: int, timeout_s: float) -> tuple[str, ...]:
        raise OSError(-2, f"no {host} {port} {timeout_s}")

    assert refuse("http://nowhere.example/", Network(resolve=resolve)).reason == RejectReason.FETCH_FAILED
    assert refuse("http://nowhere.example/", Network(resolve=lambda *_: ())).reason == RejectReason.FETCH_FAILED


@pytest.mark.parametrize(
    "url", ["", "page.html", "https:///x", "ftp://a.example/", "http://a.example:8080/", "http://a\n/", "http://a:0/"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(InputError) as caught:
        fetch(url)
    assert caught.value.reason == RejectReason.FETCH_REFUSED


@pytest.mark.parametrize(
    "status",
    [
        "204 No Content",
        "206 Partial",
        "304 Not Modified",
        "302 Found",
        "401 No",
        "404 Not Found",
        "451 No",
        "503 Later",
        "999 No",
    ],
)
def test_any_other_status_is_told(web: Web, status: str) -> None:
    body = b"" if status[:3] in ("204", "304") else b"an error page"
    server = web.serve(web.response(body, status=status))
    error = refuse(server.url, web.network(server))
    assert error.reason == RejectReason.HTTP_STATUS
    assert status[:3] in error.message


def test_an_answer_of_any_status_can_be_asked_for(web: Web) -> None:
    server = web.serve(web.response(b"wait", "Retry-After: 7", status="429 Slow down"))
    answer = ask(server.url, headers=[("If-None-Match", '"\xe9"')], network=web.network(server))
    assert (answer.head.status, answer.head.value("retry-after"), answer.payload) == (429, "7", b"")
    assert b'\r\nIf-None-Match: "\xe9"\r\n' in server.requests[0]


BROKEN = {
    "short": b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nshort!",
    "negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nshort",
    "chunk cut": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nshort",
    "no last chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
    "no chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nshort page",
    "unknown transfer coding": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "nothing": b"",
    "head cut": b"HTTP/1.1 200 OK\r\nContent-",
    "no HTTP": b"SSH-2.0-server\r\n",
    "odd status": b"HTTP/1.1 abc OK\r\n\r\n",
    "upgrade": b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_answer_fails(web: Web, name: str) -> None:
    server = web.serve(BROKEN[name])
    assert refuse(server.url, web.network(server)).reason == RejectReason.FETCH_FAILED


HEADS = (
    b"HTTP/1.1 200 OK\r\n",
    b"HTTP/1.0 302 X\r\nLocation: ",
    b"HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n",
    b"",
)
PIECES = (
    *(
        b"\r\n",
        b"\n",
        b"Content-Length: ",
        b"5",
        b"-",
        b"Content-Encoding: gzip, br\r\n",
        b"Location: ",
        b"http://",
        b"[::",
    ),
    *(
        b"Content-Type: text/html; charset=\xff\r\n",
        b"Transfer-Encoding: ",
        b"chunked",
        b"\0",
        b"\xff",
        b"HTTP/1.1 100 \r\n\r\n",
    ),
    *(b"ffffffffffffffffffff\r\n", b"0\r\n\r\n", b" ", b":", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"a" * 300),
)


@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(
    answers=st.lists(
        st.tuples(st.sampled_from(HEADS), st.lists(st.sampled_from(PIECES), max_size=9)), min_size=150, max_size=150
    )
)
def test_any_answer_is_a_capture_or_refused(web: Web, answers: list[tuple[bytes, list[bytes]]]) -> None:
    waiting = iter(answers)

    def respond(_: bytes) -> bytes:
        head, pieces = next(waiting, (b"", []))
        return head + b"".join(pieces)

    server = web.serve(respond)
    network = web.network(server)
    while server.connections < len(answers):
        try:
            assert fetch(server.url, network=network).url
        except InputError as error:
            assert error.next_step  # noqa: PT017 - either outcome is right


def endless(start: bytes, piece: bytes) -> Callable[[bytes], Iterator[bytes]]:
    """Send a start, and then the same piece for ever."""

    def respond(_: bytes) -> Iterator[bytes]:
        yield start
        while True:
            yield piece

    return respond


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
ENDLESS = {
    "body": endless(b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 65_536),
    "chunks": endless(CHUNKED, b"400\r\n" + b"a" * 1024 + b"\r\n"),
    "tiny chunks": endless(CHUNKED, b"1;" + b"x" * 1000 + b"\r\na\r\n"),
    "interim answers": endless(b"", b"HTTP/1.1 100 Continue\r\nX: " + b"x" * 1000 + b"\r\n\r\n"),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_an_answer_without_end_is_too_large(web: Web, name: str) -> None:
    server = web.serve(ENDLESS[name])
    limits = Limits(max_bytes=200_000)
    assert refuse(server.url, web.network(server), limits).reason == RejectReason.TOO_LARGE


@pytest.mark.parametrize("piece", [b"X-%d: a\r\n" * 500, b"a" * 4096])
def test_a_head_without_end_is_given_up(web: Web, piece: bytes) -> None:
    server = web.serve(endless(b"HTTP/1.1 200 OK\r\n", piece))
    assert refuse(server.url, web.network(server)).reason in (RejectReason.FETCH_FAILED, RejectReason.TOO_LARGE)


def test_a_head_beyond_its_limit_is_too_large(web: Web) -> None:
    server = web.serve(web.response(PAGE, f"X: {'a' * 3000}"))
    assert refuse(server.url, web.network(server), Limits(max_head_bytes=3000)).reason == RejectReason.TOO_LARGE


def test_a_body_that_unpacks_beyond_its_limit_is_too_large(web: Web) -> None:
    server = web.serve(web.response(gzip.compress(bytes(40_000_000)), "Content-Encoding: gzip"))
    assert refuse(server.url, web.network(server)).reason == RejectReason.TOO_LARGE


class Ticks:
    """A clock that goes one second further each time it is asked, so that no test waits."""

    seconds = 0.0

    def __call__(self) -> float:
        """Give the time."""
        self.seconds += 1
        return self.seconds


@pytest.mark.parametrize("name", ["body", "chunks"])
def test_an_answer_that_drips_ends_with_the_time(web: Web, name: str) -> None:
    server = web.serve(ENDLESS[name])
    error = refuse(server.url, web.network(server, ticks=Ticks()), Limits(total_s=20))
    assert error.reason == RejectReason.FETCH_FAILED
    assert "20 s" in error.message


def test_a_server_that_says_nothing_is_not_waited_for(web: Web) -> None:
    def respond(_: bytes) -> Iterator[bytes]:
        server.stopping.wait()
        yield b""

    server = web.serve(respond)
    assert refuse(server.url, web.network(server), Limits(read_s=0.05)).reason == RejectReason.FETCH_FAILED


def make_certificates(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Make a certificate that signs itself: what a server shows, and what a reader who trusts it checks by."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "host.pem"
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context(cafile=path)
    server.load_cert_chain(path)
    return server, client


def test_a_certificate_is_checked_against_the_name_and_not_the_address(web: Web, tmp_path: Path) -> None:
    shown, trusted = make_certificates(tmp_path, "news.example")
    server = web.serve(web.response(PAGE), tls=shown)
    network = web.network(server, tls=trusted, resolve=lambda *_: ("127.0.0.1",))
    assert fetch(f"https://news.example:{server.port}/", network=network).payload == PAGE
    assert refuse(f"https://other.example:{server.port}/", network).reason == RejectReason.FETCH_FAILED
    stranger = web.network(server, resolve=lambda *_: ("127.0.0.1",))
    assert refuse(f"https://news.example:{server.port}/", stranger).reason == RejectReason.FETCH_FAILED


def test_a_step_down_from_https_is_noted(web: Web, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    plain = web.serve(web.response(PAGE))
    shown, trusted = make_certificates(tmp_path, "news.example")
    server = web.serve(redirect(plain.url), tls=shown)
    network = web.network(server, plain, tls=trusted, resolve=lambda *_: ("127.0.0.1",))
    assert fetch(f"https://news.example:{server.port}/", network=network).url == plain.url
    assert "https to http" in caplog.text
