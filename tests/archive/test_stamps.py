"""Timestamps of the head, by an authority of our own: a real server, real certificates, real signatures."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from onrecord.archive import REPLY_TYPE, REQUEST_TYPE, Archive, check_stamps, export_wacz, stamp_head
from onrecord.domain import FindingVerdict
from onrecord.errors import EnvironmentFailure, UsageError
from onrecord.intake.authority import open_authority

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from onrecord.archive.places import Places
    from onrecord.domain import Capture, Finding

STAMPED_AT = datetime(2025, 4, 2, 12, 30, tzinfo=UTC)
SHA256_WITH_PARAMETERS = bytes.fromhex("300d06096086480165030402010500")
RSA_ENCRYPTION = bytes.fromhex("300d06092a864886f70d0101010500")
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
TST_INFO = bytes.fromhex("060b2a864886f70d0109100104")
CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
SIGNING_CERTIFICATE_V2 = bytes.fromhex("060b2a864886f70d010910022f")
POLICY = bytes.fromhex("06042a030401")


def der(tag: int, *parts: bytes) -> bytes:
    """One value in DER (X.690): tag, length, content."""
    content = b"".join(parts)
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def sequence(*parts: bytes) -> bytes:
    """A SEQUENCE."""
    return der(0x30, *parts)


def set_of(*parts: bytes) -> bytes:
    """A SET OF, sorted as DER has it."""
    return der(0x31, *sorted(parts))


def integer(value: int) -> bytes:
    """A positive INTEGER."""
    return der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def values_in(written: bytes) -> list[bytes]:
    """The values inside a constructed value, each with its tag."""
    head = 2 if written[1] < 0x80 else 2 + (written[1] & 0x7F)
    content, values = written[head:], []
    while content:
        size = content[1] if content[1] < 0x80 else int.from_bytes(content[2 : 2 + (content[1] & 0x7F)], "big")
        end = size + (2 if content[1] < 0x80 else 2 + (content[1] & 0x7F))
        values.append(content[:end])
        content = content[end:]
    return values


class Authority:
    """A time stamp authority with a certificate of its own root; ``status`` is what it answers (0: granted)."""

    def __init__(self) -> None:
        """Make the keys and certificates."""
        self.status = 0
        self.requests = 0
        root_key, self._key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        root_name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Root of Noon")])
        self._name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Clock of Noon")])
        self.root = (
            self._certificate(root_name, root_name, root_key)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(root_key, hashes.SHA256())
        )
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        self.certificate = (
            self._certificate(self._name, root_name, self._key)
            .add_extension(usage, critical=True)
            .sign(root_key, hashes.SHA256())
        )

    @property
    def roots(self) -> bytes:
        """The certificate to trust, as PEM."""
        return self.root.public_bytes(serialization.Encoding.PEM)

    @staticmethod
    def _certificate(name: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey) -> x509.CertificateBuilder:
        """A certificate that is not signed yet."""
        return (
            x509.CertificateBuilder(issuer, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(STAMPED_AT - timedelta(days=1))
            .not_valid_after(STAMPED_AT + timedelta(days=3650))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        )

    def reply(self, request: bytes) -> bytes:
        """Stamp a request (RFC 3161, section 2.4)."""
        self.requests += 1
        if self.status:
            return sequence(sequence(integer(self.status)))
        _, imprint, *rest = values_in(request)
        moment = der(0x18, f"{STAMPED_AT:%Y%m%d%H%M%SZ}".encode())
        nonce = next(value for value in rest if value[0] == 0x02)
        info = sequence(integer(1), POLICY, imprint, integer(7), moment, nonce)
        return sequence(sequence(integer(0)), self._sign(info))

    def _sign(self, info: bytes) -> bytes:
        """Sign a TSTInfo (RFC 5652, sections 5.1 to 5.4; RFC 5816 for the certificate's digest)."""
        certificate = self.certificate.public_bytes(serialization.Encoding.DER)
        named = sequence(sequence(sequence(der(0x04, hashlib.sha256(certificate).digest()))))
        attributes = [
            sequence(CONTENT_TYPE, set_of(TST_INFO)),
            sequence(MESSAGE_DIGEST, set_of(der(0x04, hashlib.sha256(info).digest()))),
            sequence(SIGNING_CERTIFICATE_V2, set_of(named)),
        ]
        signature = self._key.sign(set_of(*attributes), padding.PKCS1v15(), hashes.SHA256())
        issuer = sequence(self.certificate.issuer.public_bytes(), integer(self.certificate.serial_number))
        signed_attributes = b"\xa0" + set_of(*attributes)[1:]
        signer = sequence(
            integer(1), issuer, SHA256_WITH_PARAMETERS, signed_attributes, RSA_ENCRYPTION, der(0x04, signature)
        )
        content = sequence(TST_INFO, der(0xA0, der(0x04, info)))
        data = sequence(integer(3), set_of(SHA256_WITH_PARAMETERS), content, der(0xA0, certificate), set_of(signer))
        return sequence(SIGNED_DATA, der(0xA0, data))


@pytest.fixture(scope="module")
def authority() -> Authority:
    """Make an authority once; making its keys takes a while."""
    return Authority()


@pytest.fixture
def authority_url(authority: Authority) -> Iterator[str]:
    """Run the authority on a port of its own, and give its address."""

    class Handler(BaseHTTPRequestHandler):
        """Answers one request."""

        def do_POST(self) -> None:
            """Stamp the body."""
            body = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == REQUEST_TYPE
            reply = authority.reply(body)
            self.send_response(200)
            self.send_header("Content-Type", REPLY_TYPE)
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_: object) -> None:  # type: ignore[explicit-override] # typing.override is of 3.12
            """Say nothing."""

    authority.status = authority.requests = 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def post(authority_url: str) -> Callable[[bytes], bytes]:
    """Give what posts to the authority."""
    return open_authority(authority_url)


@pytest.fixture
def archive(open_archive: Callable[..., Archive], page: Callable[..., Capture]) -> Iterator[Archive]:
    """Keep three captures."""
    with open_archive() as archive:
        archive.store_many([page(minutes=minutes) for minutes in range(3)])
        yield archive


def verdicts(places: Places, roots: bytes | None) -> list[FindingVerdict]:
    """What checking each timestamp comes to."""
    return [finding.verdict for finding in check_stamps(places, roots=roots)]


def only(findings: Iterator[Finding]) -> Finding:
    """The one finding there is."""
    (finding,) = findings
    return finding


def test_head_is_stamped_and_checked_offline(
    archive: Archive, authority: Authority, post: Callable[[bytes], bytes]
) -> None:
    assert stamp_head(archive.places, post, roots=authority.roots) == STAMPED_AT
    finding = only(check_stamps(archive.places, roots=authority.roots))
    assert finding.verdict is FindingVerdict.CONFIRMED
    assert finding.subject == f"stamps/{archive.head}.tsr"
    assert finding.message == "all up to this head existed by 2025-04-02 12:30:00 UTC"


def test_head_is_stamped_once(
    archive: Archive, page: Callable[..., Capture], authority: Authority, post: Callable[[bytes], bytes]
) -> None:
    for _ in range(2):
        stamp_head(archive.places, post)
    assert authority.requests == 1
    archive.store(page(minutes=30))
    stamp_head(archive.places, post)
    assert authority.requests == 2
    assert verdicts(archive.places, authority.roots) == [FindingVerdict.CONFIRMED] * 2


def test_empty_archive_is_not_stamped(open_archive: Callable[..., Archive], post: Callable[[bytes], bytes]) -> None:
    with open_archive() as archive, pytest.raises(UsageError, match="is empty"):
        stamp_head(archive.places, post)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_openssl_takes_it_as_valid(
    archive: Archive, authority: Authority, post: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    stamp_head(archive.places, post)
    roots = tmp_path / "roots.pem"
    roots.write_bytes(authority.roots)
    kept = archive.places.stamps / f"{archive.head}.tsr"
    for checked in (["-digest", archive.head], ["-queryfile", str(kept.with_suffix(".tsq"))]):
        command = ["openssl", "ts", "-verify", *checked, "-in", str(kept), "-CAfile", str(roots)]
        ran = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - ours
        assert "Verification: OK" in ran.stdout + ran.stderr, ran.stderr
    forged = "0" * 63 + "1"
    command = ["openssl", "ts", "-verify", "-digest", forged, "-in", str(kept), "-CAfile", str(roots)]
    assert subprocess.run(command, check=False, capture_output=True).returncode != 0  # noqa: S603 - ours


def test_signature_is_not_checkable_without_roots(archive: Archive, post: Callable[[bytes], bytes]) -> None:
    stamp_head(archive.places, post)
    assert verdicts(archive.places, None) == [FindingVerdict.UNCHECKABLE]


def test_signature_of_another_authority_is_contradicted(archive: Archive, post: Callable[[bytes], bytes]) -> None:
    stamp_head(archive.places, post)
    assert verdicts(archive.places, Authority().roots) == [FindingVerdict.CONTRADICTED]


def test_reply_of_another_authority_is_not_kept(archive: Archive, post: Callable[[bytes], bytes]) -> None:
    with pytest.raises(EnvironmentFailure, match="no timestamp of the archive's head"):
        stamp_head(archive.places, post, roots=Authority().roots)
    assert not archive.places.stamps.exists()


def test_refusal_is_not_kept(archive: Archive, authority: Authority, post: Callable[[bytes], bytes]) -> None:
    authority.status = 2
    with pytest.raises(EnvironmentFailure, match="refused, with status 2"):
        stamp_head(archive.places, post)
    assert not archive.places.stamps.exists()


@pytest.mark.parametrize("reply", [b"", b"<html>", b"\x30\x03\x30\x01\x00"])
def test_reply_that_is_none_is_not_kept(archive: Archive, reply: bytes) -> None:
    with pytest.raises(EnvironmentFailure, match="no timestamp"):
        stamp_head(archive.places, lambda _request: reply)
    assert not archive.places.stamps.exists()


def test_reply_to_another_request_is_not_kept(
    archive: Archive, page: Callable[..., Capture], post: Callable[[bytes], bytes]
) -> None:
    stamp_head(archive.places, post)
    (kept,) = archive.places.stamps.glob("*.tsr")
    archive.store(page(minutes=40))
    with pytest.raises(EnvironmentFailure, match="reply to another request"):
        stamp_head(archive.places, lambda _request: kept.read_bytes())


def test_lines_written_anew_after_a_stamp_are_contradicted(
    archive: Archive, authority: Authority, post: Callable[[bytes], bytes]
) -> None:
    stamp_head(archive.places, post)
    index = archive.places.index
    index.write_bytes(b"".join(index.read_bytes().splitlines(keepends=True)[:-1]))
    finding = only(check_stamps(archive.places, roots=authority.roots))
    assert finding.verdict is FindingVerdict.CONTRADICTED
    assert "lines were changed or taken away" in finding.message


def test_changed_timestamp_is_contradicted(
    archive: Archive, authority: Authority, post: Callable[[bytes], bytes]
) -> None:
    stamp_head(archive.places, post)
    (path,) = archive.places.stamps.glob("*.tsr")
    content = path.read_bytes()
    moment = content.index(b"20250402123000Z")
    for changed in (content[:moment] + b"2024" + content[moment + 4 :], content[:200], b""):
        path.write_bytes(changed)
        assert verdicts(archive.places, authority.roots) == [FindingVerdict.CONTRADICTED]


def test_export_has_the_timestamps(archive: Archive, post: Callable[[bytes], bytes], tmp_path: Path) -> None:
    stamp_head(archive.places, post)
    export_wacz(archive, tmp_path / "x.wacz", created=STAMPED_AT)
    with zipfile.ZipFile(tmp_path / "x.wacz") as package:
        names = package.namelist()
    assert f"evidence/{archive.head}.tsr" in names
    assert f"evidence/{archive.head}.tsq" in names
