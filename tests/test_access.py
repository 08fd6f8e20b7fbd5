"""Who may ask: passwords, pages of other sites, and the address behind a reverse proxy."""

import base64

import pytest
from serving import AUTH, FIGURE, PASSWORD, QUESTION, asked, program, request

from chatbot import cli
from chatbot.serving import access
from chatbot.serving.access import Access, Credentials
from chatbot.serving.guard import Guard
from index.errors import UserError

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]


def basic(words):
    return "Basic " + base64.b64encode(words.encode()).decode()


@pytest.fixture(scope="module")
def locked(first_use):
    with program(first_use.home, auth=AUTH) as address:
        yield address


@pytest.fixture(scope="module")
def behind(first_use):
    with program(first_use.home, root="https://example.org/briefing") as address:
        yield address


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("geheim-9", "8 characters without a colon"),
        (":geheim-9", "no user before the colon"),
        ("reader:", "no password after the colon"),
        ("reader:geheim-9\n", "a control character or bytes that are not UTF-8 text"),
        ("reader:geheim-9\udcff", "a control character or bytes that are not UTF-8 text"),
        (17171717, "a int"),
        ("", "0 characters without a colon"),
    ],
)
def test_a_bad_password_is_refused_without_being_told(given, found):
    with pytest.raises(UserError) as raised:
        Credentials.of(given, "BRIEFING_AUTH")
    assert str(raised.value) == (
        f"BRIEFING_AUTH must be user:password, found {found}; "
        "type for example BRIEFING_AUTH='reader:a long password' briefing serve"
    )


def test_the_command_refuses_it_the_same_way(capsys, monkeypatch):
    assert cli.main(["serve", "--auth", "geheim-9"]) == 1
    assert cli.main(["serve", "--root-path", "a b"]) == 1
    monkeypatch.setenv("BRIEFING_AUTH", "geheim-9")
    assert cli.main(["ask", "x"]) == 1
    told = capsys.readouterr().err
    assert "geheim-9" not in told
    assert "auth must be user:password" in told
    assert "BRIEFING_AUTH must be user:password" in told
    assert "root_path must be a path or an address without a query, found 'a b'" in told


def test_neither_credentials_nor_settings_show_the_password():
    assert repr(Credentials("a", "geheim-9")) == "Credentials(user='a')"
    from chatbot import settings

    found = settings.load({"auth": "a:geheim-9"}, {"BRIEFING_HOME": "/x"})
    assert found.auth == "a:geheim-9"
    assert "geheim" not in repr(found)


@pytest.mark.parametrize(
    ("header", "right"),
    [
        (basic(AUTH), True),
        (f"basic  {base64.b64encode(AUTH.encode()).decode()}", True),
        ("bearer geheim", False),
        (basic(f"other:{PASSWORD}"), False),
        (basic("reader:no"), False),
        (basic("reader"), False),
        ("Basic !!", False),
        ("Basic", False),
        ("", False),
        ("Digest x", False),
        (f"Bearer {AUTH}", False),
    ],
)
def test_a_header_matches_or_not(header, right):
    assert Credentials("reader", PASSWORD).match(header.encode()) is right


def test_the_password_alone_is_a_key():
    assert Credentials("reader", PASSWORD).match(f"Bearer {PASSWORD}".encode())
    assert not Credentials("reader", PASSWORD).match(f"Bearer {PASSWORD} ".encode()[:-2])


@pytest.mark.parametrize(
    ("given", "kept", "prefix", "origin"),
    [
        ("/briefing/", "/briefing", "/briefing", ""),
        ("/", "/", "", ""),
        ("/a/b-c", "/a/b-c", "/a/b-c", ""),
        ("https://Example.org", "https://Example.org", "", "https://example.org"),
        ("http://h:81/x/", "http://h:81/x", "/x", "http://h:81"),
    ],
)
def test_root_paths(given, kept, prefix, origin):
    assert access.root(given, "root_path") == kept
    assert (Access(root=kept).prefix, Access(root=kept).origin) == (prefix, origin)


@pytest.mark.parametrize(
    "given",
    ["", "briefing", "//host/x", "/a?b", "/a#b", "/a b", "/a\n", "ftp://h/", "https://", 7,
     "https://h:99999/", "/../a//b", "https://a:b@h/"],
)  # fmt: skip
def test_other_root_paths_are_refused(given):
    with pytest.raises(UserError, match=r"root_path must be a path or an address"):
        access.root(given, "root_path")


PLACES = [
    ("GET", "/", None),
    ("GET", "/config", None),
    ("GET", "/gradio_api/info", None),
    ("POST", "/gradio_api/call/ask", {"data": ["x"]}),
    ("POST", "/gradio_api/queue/join", {"data": [], "fn_index": 0, "session_hash": "x"}),
    ("GET", "/v1/models", None),
    ("POST", "/v1/chat/completions", asked()),
    ("POST", "/mcp", {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}),
    ("GET", "/mcp/", None),
    ("GET", "//v1/models", None),
]


@pytest.mark.parametrize(("method", "path", "body"), PLACES)
def test_nothing_is_told_without_the_password(locked, method, path, body):
    status, headers, told = request(locked, method, path, body)
    assert status == 401
    assert headers["WWW-Authenticate"] == 'Basic realm="Briefing", charset="UTF-8"'
    assert len(told) < 300
    assert request(locked, method, path, body, Authorization=basic("reader:no"))[0] == 401


def test_health_is_open(locked):
    assert request(locked, "GET", "/health")[0] == 200


@pytest.mark.parametrize("header", [basic(AUTH), f"Bearer {PASSWORD}".encode().decode("latin-1")])
def test_both_kinds_of_password_open_every_surface(locked, header):
    for method, path, body in [PLACES[0], PLACES[2], PLACES[5], PLACES[6]]:
        assert request(locked, method, path, body, Authorization=header)[0] == 200
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    both = "application/json, text/event-stream"
    assert request(locked, "POST", "/mcp", body, Authorization=header, Accept=both)[0] == 200


def test_the_page_works_with_a_password_and_a_prefix_in_a_browser(first_use):
    from chromium import ARGUMENTS, chromium

    path = chromium()
    from playwright.sync_api import sync_playwright

    with (
        program(first_use.home, auth=AUTH, root="/briefing") as address,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        known = {"username": "reader", "password": PASSWORD}
        page = browser.new_context(http_credentials=known).new_page()
        asked_for = []
        page.on("request", lambda request: asked_for.append(request.url))
        page.goto(f"{address}/briefing/")
        page.locator("#question textarea").fill(QUESTION)
        page.locator("#question textarea").press("Enter")
        page.locator("#chat .bot .reply").get_by_text(FIGURE).first.wait_for(timeout=20_000)
        assert not [url for url in asked_for if not url.startswith(f"{address}/briefing/")]
        browser.close()


# pages of other sites


class Inside:
    """An application that says which path it got."""

    async def __call__(self, scope, receive, send):
        head = {"type": "http.response.start", "status": 200, "headers": []}
        await send(head)
        await send({"type": "http.response.body", "body": scope["path"].encode()})


def guarded(method="GET", path="/", local=True, given=None, **headers):
    """Return the status and the body of a request through the guard."""
    import asyncio

    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b""}

    named = [(n.replace("_", "-").lower().encode(), v.encode()) for n, v in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": named}
    asyncio.run(Guard(Inside(), given or Access(), local=local)(scope, receive, send))
    assert (b"x-content-type-options", b"nosniff") in sent[0]["headers"]
    return sent[0]["status"], sent[1]["body"].decode()


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:7860", "localhost:7860", "[::1]:7860", "LOCALHOST", "10.1.2.3", "x.localhost"],
)  # fmt: skip
def test_this_machine_is_named_by_addresses(host):
    assert guarded(Host=host)[0] == 200


@pytest.mark.parametrize(
    "host", ["evil.example:7860", "127.0.0.1.evil.example", "[::1", "localhost.x"]
)
def test_a_name_of_another_site_may_not_point_here(host):
    assert guarded(Host=host)[0] == 421
    # Whoever has a password, or stands behind a proxy, is reached by name.
    assert guarded(Host=host, given=Access(root="/x"))[0] == 200
    assert guarded(Host=host, given=Access(Credentials("a", "b")))[0] == 401
    assert guarded(Host=host, local=False)[0] == 200
    assert guarded(Host=host, path="/health")[0] == 200


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("POST", {"Origin": "http://127.0.0.1:7860"}, 200),
        ("POST", {"Origin": "https://evil.example"}, 403),
        ("GET", {"Origin": "https://evil.example"}, 403),
        ("POST", {"Origin": "null"}, 403),
        ("POST", {"Origin": "http://127.0.0.1:3000"}, 403),
        ("POST", {"Sec_Fetch_Site": "same-origin", "Origin": "https://behind.a.proxy"}, 200),
        ("GET", {"Sec_Fetch_Site": "none"}, 200),
        ("GET", {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"}, 200),
        ("POST", {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"}, 403),
        ("GET", {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"}, 403),
        ("GET", {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "cors"}, 403),
        ("POST", {"Origin": "https://x.org", "X_Forwarded_Host": "x.org"}, 200),
        ("OPTIONS", {"Origin": "https://evil.example"}, 403),
    ],
)
def test_pages_of_other_sites_may_not_ask(method, headers, status):
    assert guarded(method, Host="127.0.0.1:7860", **headers)[0] == status


def test_the_address_of_the_proxy_may_ask():
    given = Access(root="https://example.org/briefing")
    assert guarded("POST", given=given, Host="h", Origin="https://example.org")[0] == 200
    assert guarded("POST", given=given, Host="h", Origin="https://example.com")[0] == 403


@pytest.mark.parametrize(
    ("path", "inside"),
    [("/b", "/"), ("/b/", "/"), ("/b/v1/models", "/v1/models"), ("/bb", "/bb"), ("/v1", "/v1")],
)
def test_the_prefix_is_taken_away_where_the_proxy_leaves_it(path, inside):
    assert guarded(path=path, given=Access(root="/b")) == (200, inside)


def test_behind_a_proxy_links_have_its_address(behind):
    import json

    for path in ("/v1/chat/completions", "/briefing/v1/chat/completions"):
        status, _, told = request(behind, "POST", path, asked())
        assert status == 200
        (cited,) = json.loads(told)["choices"][0]["message"]["citations"]
        assert cited["link"] == (
            "https://example.org/briefing/?source=2026-q1-industry.md&start=2340&end=2364"
        )
    page = request(behind, "GET", "/briefing/")[2].decode()
    assert "https://example.org/briefing" in page
