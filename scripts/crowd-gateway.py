"""Calls the gateway as one address that takes all it can get, and ends with its reason where it gets too much.

    crowd-gateway.py PORT TMP

Sends more bodies at once than an address may, none of them to its end; then, as another, asks for more long lists than an address may, and
reads none. At last the bodies must be answered 408. TMP is the folder that the gateway writes to, a file system of its own.
"""

import os
import select
import socket
import sys
import time

PATIENCE_SECONDS = 15  # less than a body may take, which is 20
MEBIBYTE = 1024 * 1024
REQUESTS, READERS = 500, 20  # what nginx.conf allows
MORE = 5
BODY = 250_000


def call(port: int, address: str, request: str, body: bytes = b"") -> socket.socket:
    """Small buffers: what this side has got rid of the gateway has read, and what it does not read the gateway keeps."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(PATIENCE_SECONDS)
    connection.bind((address, 0))
    connection.connect(("127.0.0.1", port))
    connection.sendall(f"{request} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n".encode() + body)
    return connection


def statuses(connections: list[socket.socket], count: int, patience: int = PATIENCE_SECONDS) -> dict[socket.socket, str]:
    """Of so many answers, whichever come first."""
    deadline, found = time.monotonic() + patience, {}
    while len(found) < count and (left := deadline - time.monotonic()) > 0:
        waiting = [it for it in connections if it not in found]
        for connection in select.select(waiting, [], [], left)[0]:
            found[connection] = connection.recv(12).decode().removeprefix("HTTP/1.1 ")
    return found


def used(folder: str) -> int:
    system = os.statvfs(folder)
    return (system.f_blocks - system.f_bfree) * system.f_frsize


def expect(is_so: bool, otherwise: str) -> None:
    if not is_so:
        sys.exit(f"crowd-gateway: {otherwise}")


def main(port: int, tmp: str) -> None:
    head = f"Content-Type: application/json\r\nContent-Length: {BODY}\r\n\r\n".encode()
    senders = [call(port, "127.0.0.2", "POST /order", head + b" " * (BODY - 100)) for _ in range(REQUESTS + MORE)]
    refused = statuses(senders, MORE)
    found = list(refused.values())
    expect(found == ["429"] * MORE, f"{MORE} of {REQUESTS + MORE} bodies should be answered 429, and are: {found}")
    expect(used(tmp) < MEBIBYTE, f"{REQUESTS} bodies take {used(tmp)} bytes of the gateway's /tmp")

    readers = [call(port, "127.0.0.4", "GET /order?limit=200", b"\r\n") for _ in range(READERS + MORE)]
    found = sorted(statuses(readers, READERS + MORE).values())
    expect(found == ["200"] * READERS + ["429"] * MORE, f"{READERS} lists should be answered 200, {MORE} 429, and are: {found}")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (kept := used(tmp)) < 3 * MEBIBYTE and time.monotonic() < deadline:
        time.sleep(0.1)
    expect(kept >= 3 * MEBIBYTE, f"the gateway keeps {kept} bytes of lists that nobody reads: threads of orders-api wait for them")

    slow, answered, deadline = [it for it in senders if it not in refused], {}, time.monotonic() + 2 * PATIENCE_SECONDS
    while len(answered) < REQUESTS and time.monotonic() < deadline:
        waiting = [it for it in slow if it not in answered]
        for connection in waiting:
            connection.sendall(b" ")  # slow, and not silent
        answered |= statuses(waiting, len(waiting), 1)
    found = list(answered.values())
    expect(found == ["408"] * REQUESTS, f"bodies that do not end should be answered 408, and are: {found}")
    print(f"crowd-gateway: {REQUESTS} slow bodies take nothing of /tmp and end with 408, {READERS} lists that nobody reads take {kept} bytes")


main(int(sys.argv[1]), sys.argv[2])
