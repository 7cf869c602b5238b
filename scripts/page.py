"""Opens the page at / of servers that it starts. Called by test-page.

    page.py SCRATCH MONGODB_URI [open|users|stuck|pictures|frames]
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect, sync_playwright
from pymongo import MongoClient

PROJECT = Path(__file__).resolve().parent.parent
CHROMIUM = "/usr/bin/chromium"
PATIENCE_SECONDS = 180
BAKED_WITHIN_SECONDS = 2
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
SERIOUS = ("serious", "critical")
ORDERS_PER_SECOND = 200
UNDER_LOAD_SECONDS = 20
PICTURED_SECONDS = 25
PICTURED_PER_SECOND = 8
COLOURS = 200


class Server:
    """One process with all roles, on ports that it keeps when it is started again."""

    def __init__(self, folder, **settings):
        self.folder = folder
        self.port, self.management = free_port(), free_port()
        self.environment = os.environ | {
            "SERVER_PORT": str(self.port),
            "MANAGEMENT_SERVER_PORT": str(self.management),
            "BAKERY_DATA_DIRECTORY": str(folder / "data"),
        } | settings

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            self.start()
        except BaseException:
            self.__exit__(True)
            raise
        return self

    def __exit__(self, *failure):
        self.kill()
        if any(failure):
            print((self.folder / "log").read_text()[-3000:], file=sys.stderr)

    def start(self):
        command = ["java", "-Xmx600m", "-Djdk.serialFilter=!*", "-jar", str(PROJECT / "target/order-bakery.jar")]
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(command, cwd=PROJECT, env=self.environment, stdout=log, stderr=log)
        await_that(self.is_ready, "ready")

    def is_ready(self):
        assert self.process.poll() is None, "the server has ended"
        try:
            return self.ask("GET", "/actuator/health/readiness", port=self.management)[0] == 200
        except OSError:  # not listening yet
            return False

    def kill(self):
        self.process.kill()
        self.process.wait()

    def cpu_seconds(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def cpu_share(self, seconds):
        """Of one core, while nothing else is asked."""
        began = self.cpu_seconds()
        time.sleep(seconds)
        return (self.cpu_seconds() - began) / seconds

    def ask(self, method, path, body=None, port=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=PATIENCE_SECONDS)
        text = None if body is None else json.dumps(body)
        connection.request(method, path, text, {"Content-Type": "application/json"} | headers)
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        return answer.status, json.loads(read) if read else None

    def place(self, **fields):
        order = {"customer": {"name": "Ada Lovelace"}, "products": [{"name": "Beans", "price": "12.50"}]} | fields
        status, placed = self.ask("POST", "/order", order, Prefer="wait=20")
        assert status == 201, placed
        return placed


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def await_that(condition, what):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"not {what} within {PATIENCE_SECONDS} s"
        time.sleep(0.2)


@contextmanager
def opened(browser, address, **options):
    """The page, whose scripts must not fail and which must break no rule of its own policy."""
    context = browser.new_context(**{"viewport": DESK, "reduced_motion": "reduce"} | options)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_SECONDS * 1000)
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto(address)
    yield page
    assert not faults, f"errors of the page: {faults}"
    context.close()


def expect_live(page):
    expect(page.locator("#connection")).to_have_text("Live")


def expect_accessible(page, what):
    found = Axe().run(page).response["violations"]
    serious = [f"{it['id']}: {it['nodes'][0]['html']}" for it in found if it["impact"] in SERIOUS]
    assert not serious, f"{what}: {serious}"


def row(page, text):
    return page.get_by_role("row").filter(has_text=text)


# --- what must hold


def places_an_order_that_is_baked_within_two_seconds(page):
    expect_live(page)
    link = page.locator(".actions").get_by_role("link")
    page.get_by_role("button", name="Place a demo order").click()
    expect(link).to_be_visible()
    before = link.inner_text()  # by a server that has just started
    began = time.monotonic()
    page.get_by_role("button", name="Place a demo order").click()
    expect(link).not_to_have_text(before)
    number = link.inner_text()
    expect(row(page, number)).to_be_visible()
    took = time.monotonic() - began
    assert took < BAKED_WITHIN_SECONDS, f"it was baked after {took:.1f} s"
    for stage in ("Stored", "Executed", "Baked", "Notified"):
        expect(page.locator(".stage").filter(has_text=stage).locator(".mine")).to_contain_text("Yours")
    return number


def shows_one_order_and_what_each_version_changed(page, number):
    row(page, number).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    page.get_by_role("button", name="Change").click()
    page.get_by_role("dialog").get_by_label("Note").fill("ring twice")
    page.get_by_role("dialog").get_by_role("button", name="Change").click()
    entry = page.locator(".entry").filter(has_text="version 2")
    expect(entry.get_by_role("row").filter(has_text="note")).to_contain_text("ring twice")
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("dialog").get_by_label("Reason").fill("ordered twice")
    page.get_by_role("dialog").get_by_role("button", name="Cancel the order").click()
    expect(page.locator(".status")).to_have_text("Cancelled")
    expect(page.locator(".entry").first).to_contain_text("Cancelled")


def tells_why_a_command_was_refused(page, server):
    order = server.place(number=501)
    server.ask("PATCH", f"/order/{order['id']}", {"note": "late"}, Prefer="wait=10", **{"Content-Type": "application/merge-patch+json", "If-Match": '"v7"'})
    page.goto(f"{server.address}/#/order/{order['id']}")
    expect(page.locator(".entry[data-status=REJECTED]")).to_contain_text("has version 1")


def finds_by_id_reference_and_command(page, server):
    order = server.place(reference="W-4711")
    for text in (order["id"], "W-4711"):
        page.goto(f"{server.address}/#/")
        page.get_by_role("searchbox").fill(text)
        page.keyboard.press("Enter")
        expect(page.locator(".id").first).to_have_text(order["id"])
    server.ask("DELETE", f"/order/{order['id']}", Prefer="wait=10")
    command = server.ask("GET", f"/order/{order['id']}/events")[1][1]["id"]
    page.get_by_role("searchbox").fill(command)
    page.keyboard.press("Enter")
    expect(page.locator(".entry[data-meant]")).to_contain_text("Deleted")


def renames_a_product_whose_orders_follow(page, server):
    status, product = server.ask("POST", "/product", {"name": "Old tea", "price": "3.00"}, Prefer="wait=10")
    assert status == 201
    page.goto(f"{server.address}/#/product/{product['id']}")
    page.get_by_role("button", name="Place an order of it").click()
    page.get_by_role("button", name="Rename").click()
    page.get_by_role("textbox", name="Name").fill("New tea")
    page.get_by_role("dialog").get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("New tea")
    page.mouse.move(0, 0)
    page.locator(".list").get_by_role("link").first.click()
    expect(page.locator(".entry").filter(has_text="Followed its product")).to_contain_text("New tea")


def catches_up_when_the_server_is_back(page, server):
    page.goto(f"{server.address}/#/")
    expect_live(page)
    page.evaluate("window.isTheSamePage = true")
    server.kill()
    expect(page.locator("#connection")).to_have_text("Offline")
    expect(page.locator("#away")).to_contain_text("The server is away")
    server.start()
    order = server.place(number=777)
    expect_live(page)
    expect(page.locator("#away")).to_be_hidden()
    expect(row(page, "No. 777")).to_be_visible()
    assert page.evaluate("window.isTheSamePage"), "it was loaded again"
    return order


def is_used_by_the_keyboard_alone(page, server):
    page.goto(f"{server.address}/#/")
    expect(row(page, "No.").first).to_be_visible()
    page.locator(".list").first.get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Order")


def puts_text_in_as_text(page, server):
    evil = "<img src=x onerror=document.title='broken'>"
    order = server.place(customer={"name": evil}, note=evil, reference=evil[:60])
    page.goto(f"{server.address}/#/order/{order['id']}")
    expect(page.locator("dd").filter(has_text=evil).first).to_be_visible()
    page.goto(f"{server.address}/#/")
    expect(page.get_by_text(evil).first).to_be_visible()
    assert page.locator("img[src=x]").count() == 0


def without_security(browser, scratch):
    with Server(scratch / "open") as server:
        with opened(browser, server.address) as page:
            number = places_an_order_that_is_baked_within_two_seconds(page)
            expect_accessible(page, "overview")
            shows_one_order_and_what_each_version_changed(page, number)
            expect_accessible(page, "order")
            tells_why_a_command_was_refused(page, server)
            finds_by_id_reference_and_command(page, server)
            renames_a_product_whose_orders_follow(page, server)
            expect_accessible(page, "product")
            puts_text_in_as_text(page, server)
            is_used_by_the_keyboard_alone(page, server)
            catches_up_when_the_server_is_back(page, server)
        with opened(browser, server.address, color_scheme="dark", viewport=PHONE) as page:
            expect_live(page)
            expect_accessible(page, "overview, dark, on a phone")
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], "wider than a phone"


def log_in(page, name):
    page.locator("main").get_by_role("button", name="Log in").click()
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(name)
    page.get_by_role("button", name="Sign in").click()
    expect_live(page)


def with_users(browser, scratch):
    with Server(scratch / "users", BAKERY_SECURITY_DEMO="true") as server:
        with opened(browser, server.address) as page:
            log_in(page, "ada")
            expect(page.get_by_role("link", name="Trouble")).to_be_hidden()
            places_an_order_that_is_baked_within_two_seconds(page)
            page.goto(f"{server.address}/#/trouble")
            expect(page.locator(".summary")).to_contain_text("for operators")
            assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0, "something was kept"
        with opened(browser, server.address) as page:
            log_in(page, "operator")
            page.get_by_role("link", name="Trouble").click()
            expect(page.locator(".summary")).to_have_text("Nothing is stuck.")
            assert "code=" not in page.url
            expect_accessible(page, "trouble")


def damaged(mongodb, order, status):
    with MongoClient(mongodb) as client:
        client["source"]["orders"].update_one({"_id": order["id"]}, {"$set": {"status": status}})


def park(server, mongodb):
    """An order whose next decision has failed, and a command that waits behind it."""
    order = server.place(number=4242)
    damaged(mongodb, order, "BROKEN")
    for note in ("first", "second"):
        server.ask("PATCH", f"/order/{order['id']}", {"note": note}, **{"Content-Type": "application/merge-patch+json"})
    await_that(lambda: server.ask("GET", "/actuator/parked", port=server.management)[1]["total"] == 1, "parked")
    return order


def frees_what_is_parked(page, server, mongodb):
    order = park(server, mongodb)
    page.goto(f"{server.address}/#/trouble")
    expect(page.locator(".summary")).to_have_text("1 command is parked, and 1 command waits behind.")
    expect_accessible(page, "trouble with a parked command")
    damaged(mongodb, order, "PLACED")
    page.get_by_role("button", name="Retry all").click()
    page.get_by_label("Your name").fill("grace")
    page.get_by_role("dialog").get_by_label("Reason").fill("mended")
    page.get_by_role("button", name="Count").click()
    page.get_by_role("dialog").get_by_role("button", name="Retry 1 command").click()
    expect(page.locator(".summary")).to_have_text("Nothing is stuck.")
    await_that(lambda: server.ask("GET", f"/order/{order['id']}")[1]["version"] == 3, "decided, both of them")
    page.get_by_role("button", name="Rebuild the presentation").click()
    page.get_by_role("dialog").get_by_label("Reason").fill("to see it")
    page.get_by_role("dialog").get_by_role("button", name="Rebuild").click()
    expect(page.locator(".job").filter(has_text="to see it").first).to_contain_text("Ended")


def with_a_store_that_can_be_broken(browser, scratch, mongodb):
    with Server(scratch / "stuck", MONGODB_URI=mongodb) as server, opened(browser, server.address) as page:
        expect_live(page)
        frees_what_is_parked(page, server, mongodb)


# --- pictures and reports


def pictures(browser, scratch, mongodb):
    with Server(scratch / "pictures", MONGODB_URI=mongodb) as server:
        example = fill(server)
        order = park(server, mongodb)
        for scheme in ("light", "dark"):
            with opened(browser, server.address, color_scheme=scheme, viewport={"width": 1200, "height": 940}) as page:
                expect_live(page)
                place_for(server, PICTURED_SECONDS, PICTURED_PER_SECOND)
                page.get_by_role("button", name="Place a demo order").click()
                expect(page.locator(".mine").last).to_contain_text("heard after")
                expect(page.locator(".chart .p99")).to_have_count(1)
                picture(page, f"page-{scheme}")
                page.goto(f"{server.address}/#/order/{example}")
                expect(page.locator(".entry").first).to_be_visible()
                picture(page, f"order-{scheme}")
                page.goto(f"{server.address}/#/trouble")
                expect(page.locator(".group").first).to_be_visible()
                expect(page.get_by_text("Looking")).to_have_count(0)
                picture(page, f"trouble-{scheme}")
            with opened(browser, server.address, color_scheme=scheme, viewport=PHONE) as page:
                expect_live(page)
                expect(page.locator(".count").first).not_to_have_text("–")
                picture(page, f"phone-{scheme}")
        damaged(mongodb, order, "PLACED")


def fill(server):
    """Orders for a picture, and one with a history."""
    for number in range(1030, 1042):
        server.place(number=number)
    products = server.ask("GET", "/product?limit=2")[1]
    lines = [{"product": it["id"], "quantity": 2} for it in products]
    order = server.place(number=1042, reference="WEB-1042", currency=products[0]["currency"], products=lines)
    patch = {"Content-Type": "application/merge-patch+json", "Prefer": "wait=10"}
    server.ask("PATCH", f"/order/{order['id']}", {"note": "ring twice"}, **patch)
    server.ask("PATCH", f"/order/{order['id']}", {"note": "too late"}, **patch, **{"If-Match": '"v9"'})
    server.ask("PATCH", f"/product/{products[0]['id']}", {"name": f"{products[0]['name']}, organic"}, **patch)
    await_that(lambda: server.ask("GET", f"/order/{order['id']}")[1]["version"] == 3, "renamed")
    return order["id"]


def picture(page, name):
    page.mouse.move(0, 0)
    page.evaluate("document.getElementById('notices').replaceChildren()")
    path = PROJECT / "docs/images" / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as taken:
        taken.convert("RGB").quantize(COLOURS).save(path, optimize=True)


def frames(browser, scratch):
    """A report, and no test: another machine draws at another pace."""
    observed = """
        window.draws = []; window.tasks = [];
        new PerformanceObserver((list) => list.getEntries().forEach((it) => it.name === 'draw' && draws.push(it.duration))).observe({type: 'measure'});
        new PerformanceObserver((list) => list.getEntries().forEach((it) => tasks.push(it.duration))).observe({type: 'longtask'});
    """
    with Server(scratch / "frames") as server, opened(browser, "about:blank") as page:
        time.sleep(UNDER_LOAD_SECONDS)  # what a start leaves to do
        alone = server.cpu_share(UNDER_LOAD_SECONDS)
        page.add_init_script(observed)
        page.goto(server.address)
        expect_live(page)
        time.sleep(UNDER_LOAD_SECONDS / 4)
        print(f"the server without orders: {100 * alone:.1f} % of a core, {100 * server.cpu_share(UNDER_LOAD_SECONDS):.1f} % with the page open")
        placed = place_for(server, UNDER_LOAD_SECONDS, ORDERS_PER_SECOND)
        expect_live(page)
        draws, tasks = sorted(page.evaluate("draws")), page.evaluate("tasks")
        print(f"{placed / UNDER_LOAD_SECONDS:.0f} orders/s for {UNDER_LOAD_SECONDS} s: {len(draws)} updates drawn, "
              f"p50 {draws[len(draws) // 2]:.1f} ms, p99 {draws[len(draws) * 99 // 100]:.1f} ms, longest {draws[-1]:.1f} ms; "
              f"{len(tasks)} tasks above 50 ms")


def place_for(server, seconds, per_second):
    threads, placed, end = 8, [0] * 8, time.monotonic() + seconds

    def place(which):
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        order = {"customer": {"name": "Grace Hopper"}, "products": [{"name": "Beans", "price": "12.50"}]}
        began = time.monotonic()
        while time.monotonic() < end:
            text = json.dumps(order | {"number": 2000 + placed[which] * threads + which})
            connection.request("POST", "/order", text, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 202
            placed[which] += 1
            time.sleep(max(0, began + placed[which] * threads / per_second - time.monotonic()))
        connection.close()

    workers = [threading.Thread(target=place, args=(which,)) for which in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(placed)


def main(scratch, mongodb, what="all"):
    expect.set_options(timeout=PATIENCE_SECONDS * 1000)
    scratch = Path(scratch)
    with sync_playwright() as playwright:
        # the sandbox is refused to root, and nothing but the server's own page is opened
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        if what == "pictures":
            pictures(browser, scratch, mongodb)
        elif what == "frames":
            frames(browser, scratch)
        else:
            lives = {
                "open": lambda: without_security(browser, scratch),
                "users": lambda: with_users(browser, scratch),
                "stuck": lambda: with_a_store_that_can_be_broken(browser, scratch, mongodb),
            }
            for life in lives if what == "all" else [what]:
                lives[life]()
            print("page: orders are placed, changed and followed, the restart is survived, users log in, what is stuck is freed")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
