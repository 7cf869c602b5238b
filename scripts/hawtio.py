"""Looks at every route in Hawtio, and holds an order back there. Called by test-hawtio.

    hawtio.py http://127.0.0.1:8081/actuator http://127.0.0.1:8080
"""

import json
import re
import sys
import time
import urllib.error
import urllib.request

from playwright.sync_api import expect, sync_playwright

PATIENCE_SECONDS = 180
HELD_SECONDS = 3
CHROMIUM = "/usr/bin/chromium"


def main(actuator, api):
    await_that(lambda: is_ready(actuator), "ready")
    routes = sorted(states(actuator))
    assert {"write-events", "bake-orders", "bake-products"} <= set(routes), routes
    expect.set_options(timeout=PATIENCE_SECONDS * 1000)
    with sync_playwright() as playwright:
        # the sandbox is refused to root, and nothing but the server's own page is opened
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1600, "height": 3000})
        page.set_default_timeout(PATIENCE_SECONDS * 1000)
        faults = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))

        page.goto(f"{actuator}/hawtio/")
        expect_drawing(page, "the folder of routes")
        for route in routes:
            select(page, route)
            open_tab(page, "Route Diagram")
            expect_drawing(page, route)
        hold_an_order_back(page, actuator, api)
        assert not faults, f"errors of the page: {faults}"
        browser.close()
    print(f"hawtio: the folder and its {len(routes)} routes are drawn, an order has waited while bake-orders was suspended")


def await_that(condition, what):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"not {what} within {PATIENCE_SECONDS} s"
        time.sleep(0.5)


def is_ready(actuator):
    try:
        with urllib.request.urlopen(f"{actuator}/health/readiness"):
            return True
    except urllib.error.URLError:  # not listening yet, or 503
        return False


def states(actuator):
    """Of each route, by its id."""
    asked = {"type": "read", "mbean": "org.apache.camel:type=routes,*", "attribute": "State"}
    request = urllib.request.Request(
        f"{actuator}/jolokia",
        json.dumps(asked).encode(),
        # Jolokia answers pages of its own server only
        headers={"Content-Type": "application/json", "Origin": actuator.removesuffix("/actuator")},
    )
    with urllib.request.urlopen(request) as answer:
        found = json.load(answer)["value"]
    return {re.search('name="([^"]+)"', name).group(1): it["State"] for name, it in found.items()}


def select(page, route):
    page.get_by_role("tree").get_by_text(route, exact=True).click()
    expect(page.get_by_role("heading", name=route, exact=True)).to_be_visible()


def open_tab(page, name):
    page.get_by_role("main").get_by_text(name, exact=True).click()


def expect_drawing(page, what):
    drawn = page.locator(".react-flow__node").first
    failed = page.get_by_text("An error occurred")
    expect(drawn.or_(failed).first, f"a drawing of {what}").to_be_visible()
    expect(failed, f"no error while {what} is drawn").to_have_count(0)


def hold_an_order_back(page, actuator, api):
    """While the baker's route is suspended, an order is executed and waits; then it is baked."""
    operate(page, actuator, "bake-orders", "suspend()", "Suspended")
    receipt = place(api)
    waiting = ask(f"{api}{receipt}", {"Prefer": f"wait={HELD_SECONDS}"})
    assert waiting["status"] == "EXECUTED" and not waiting["baked"], waiting
    operate(page, actuator, "bake-orders", "resume()", "Started")
    await_that(lambda: ask(f"{api}{receipt}")["baked"], "baked")


def operate(page, actuator, route, operation, expected):
    select(page, route)
    open_tab(page, "Operations")
    entry = page.locator("li").filter(has=page.get_by_text(operation, exact=True))
    entry.locator("button[aria-label=Details]").click()
    entry.get_by_role("button", name="Execute").click()
    await_that(lambda: states(actuator)[route] == expected, f"{route} {expected} by {operation}")


def place(api):
    """The path of the receipt of its command."""
    order = json.dumps({"products": [{"name": "Beans", "price": "12.50"}]}).encode()
    request = urllib.request.Request(f"{api}/order", order, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return re.search("<(.+?)>", answer.headers["Link"]).group(1)


def ask(address, headers=None):
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers or {})) as answer:
        return json.load(answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
