"""Makes a client of the openapi.yaml that a server serves, and places, changes and lists orders with it.

    generated.py http://127.0.0.1:8080
"""

import os
import subprocess
import sys
import tempfile
import urllib.request
import uuid


def main(url):
    with tempfile.TemporaryDirectory() as folder:
        generate(url, folder)
        sys.path.insert(0, folder)
        use(url)


def generate(url, folder):
    """A part of the page that the generator has to leave out is a warning of its, and fails here."""
    tools = os.path.dirname(sys.executable)
    page, _ = urllib.request.urlretrieve(f"{url}/openapi.yaml", f"{folder}/openapi.yaml")
    subprocess.run(
        [f"{tools}/openapi-python-client", "generate", "--path", page]
        + ["--meta", "none", "--fail-on-warning", "--output-path", f"{folder}/bakery"],
        check=True,
        env=os.environ | {"PATH": f"{tools}:{os.environ['PATH']}"},
    )


def use(url):
    from bakery import Client
    from bakery.api.commands import cancel_order, create_order, patch_order
    from bakery.api.orders import list_orders, read_order, read_order_history
    from bakery.api.receipts import read_receipt
    from bakery.models import Cancellation, CustomerForm, LineForm, Order, OrderForm, OrderPatch, OrderStatus, Problem

    client = Client(base_url=url, timeout=60)
    form = OrderForm(
        customer=CustomerForm(email="ada@example.com"),
        products=[LineForm(name="Beans", quantity=2, price="12.50")],
    )
    wait = "wait=30"

    placed = create_order.sync_detailed(client=client, body=form, prefer=wait)
    order = placed.parsed
    assert isinstance(order, Order), placed
    assert (order.version, order.total, order.customer.email) == (1, "25.00", "ada@example.com"), order

    patch = OrderPatch(note="ring twice")
    tag = placed.headers["ETag"]
    patched = patch_order.sync(order.id, client=client, body=patch, if_match=tag, prefer=wait)
    assert isinstance(patched, Order) and (patched.version, patched.note) == (2, "ring twice"), patched
    late = patch_order.sync(order.id, client=client, body=patch, if_match=tag, prefer=wait)
    assert isinstance(late, Problem) and late.type_ == "/problems/version-mismatch", late
    assert late.current_version == 2, late

    cancelled = cancel_order.sync(order.id, client=client, body=Cancellation(reason="ordered twice"), prefer=wait)
    assert isinstance(cancelled, Order) and cancelled.status == OrderStatus.CANCELLED, cancelled

    assert read_order.sync(order.id, client=client) == cancelled
    assert cancelled in list_orders.sync(client=client, status=OrderStatus.CANCELLED)
    history = read_order_history.sync(order.id, client=client)
    assert [event.operation for event in history] == ["create", "update", "cancel"], history
    assert read_receipt.sync(order.id, client=client).baked

    form.products[0].price = "-1"
    refused = create_order.sync(client=client, body=form)
    assert isinstance(refused, Problem) and refused.type_ == "/problems/invalid-order", refused
    assert [value.pointer for value in refused.errors] == ["/products/0/price"], refused
    unknown = read_order.sync(uuid.uuid4(), client=client)
    assert isinstance(unknown, Problem) and unknown.type_ == "/problems/unknown-order", unknown


if __name__ == "__main__":
    main(sys.argv[1])
