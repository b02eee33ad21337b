"""Only the public internet is reached, by plain names and the web's ports."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.addresses import Reach, refuse_address, refuse_host, resolve, within

PUBLIC = ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::808:808"]
CLOSED = """
    0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 169.254.0.1 169.254.169.254
    168.63.129.16 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1
    198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    :: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:8.8.8.8 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
    64:ff9b:1::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::
    2002:808:808::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 2606:4700::5efe:7f00:1
    2606:4700::200:5efe:a00:1
""".split()
WIDE_OPEN = Reach(networks=frozenset({ip_network("0.0.0.0/0"), ip_network("::/0")}))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_reached(address: str) -> None:
    assert refuse_address(address, Reach()) is None


@pytest.mark.parametrize("address", CLOSED)
def test_any_other_address_is_refused(address: str) -> None:
    assert refuse_address(address, Reach())


@pytest.mark.parametrize(
    "address", ["fe80::1%eth0", "2606:4700::1%1", "", "127.1", "localhost", "1.2.3.4.5", "0x7f000001"]
)
def test_what_is_no_plain_address_is_refused_even_where_all_networks_are_open(address: str) -> None:
    assert refuse_address(address, WIDE_OPEN)


@given(address=st.ip_addresses(v=4))
def test_every_spelling_of_a_closed_ipv4_address_in_ipv6_is_refused(address: IPv4Address) -> None:
    packed = address.packed
    carriers = [
        b"\0" * 12 + packed,
        b"\0" * 10 + b"\xff\xff" + packed,
        b"\x20\x02" + packed + b"\0" * 10,
        b"\x20\x01" + b"\0" * 2 + packed + b"\0" * 8,
    ]
    assert all(refuse_address(str(IPv6Address(carrier)), Reach()) for carrier in carriers)
    nat64 = IPv6Address(bytes.fromhex("0064ff9b") + b"\0" * 8 + packed)
    assert bool(refuse_address(str(nat64), Reach())) == bool(refuse_address(str(address), Reach()))


def test_a_network_opened_for_a_test_opens_nothing_else() -> None:
    opened = Reach(networks=frozenset({ip_network("127.0.0.2/32")}))
    assert refuse_address("127.0.0.2", opened) is None
    assert refuse_address("127.0.0.1", opened)
    assert refuse_address("::ffff:127.0.0.2", opened)


@pytest.mark.parametrize(
    "host", ["news.example", "a.b-c.example", "xn--bcher-kva.example", "x_y.example", "93.184.215.14"]
)
def test_a_plain_name_is_looked_up(host: str) -> None:
    assert refuse_host(host) is None


@pytest.mark.parametrize(
    "host",
    [
        *("2130706433", "0x7f000001", "0x7f.1", "127.1", "0177.0.0.1", "017700000001", "127.0.0.1.", "1.2.3.4.5"),
        *("news.example.0x", "", ".", "a..b", ".a", "a%20b", "a b", "a\0b", "x" * 64, "a." * 130 + "b"),
    ],
)
def test_a_number_or_what_no_host_is_called_is_not_looked_up(host: str) -> None:
    assert refuse_host(host)


def test_a_literal_address_resolves_to_itself() -> None:
    assert resolve("127.0.0.1", 80, 5) == ("127.0.0.1",)


def test_a_host_that_is_no_name_is_an_os_error() -> None:
    with pytest.raises(OSError, match="host"):
        resolve("x" * 70 + ".example", 80, 5)


def test_an_answer_that_takes_too_long_is_a_timeout() -> None:
    never = Event()

    def ask() -> tuple[str, ...]:
        never.wait()
        return ()

    with pytest.raises(TimeoutError):
        within(0.01, ask)
    never.set()
