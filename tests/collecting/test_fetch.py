"""The collector against a hostile server on loopback; nothing waits, nothing leaves the machine."""

import gzip
import json
import ssl
import threading
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

from helpers.cli import main
from helpers.collecting import safety
from helpers.collecting.addresses import parse
from helpers.collecting.asking import Asker
from helpers.collecting.failures import FetchError
from helpers.collecting.hosts import Hosts
from helpers.collecting.limits import Limits
from helpers.collecting.listing import Wanted, read_list
from helpers.collecting.robots import Robots
from helpers.collecting.safety import checked, is_public
from helpers.collecting.watch import trust
from helpers.errors import OgiError, UsageError
from helpers.invented import invented_report
from helpers.manifest import read_manifest
from hostile_site import PAGE, Answer, FakeClock, Site, codes, endless, fetched, plain, to


def test_a_page_is_kept_byte_for_byte_with_its_papers_and_the_record_of_access(
    site: Site, tmp_path: Path
) -> None:
    site.answers["/a.html"] = plain(PAGE, ETag='"1"', Set_Cookie="id=7")
    (told,) = fetched(site, tmp_path / "raw", ["/a.html"])
    assert told.problem is None
    (entry,) = read_manifest(tmp_path / "raw")
    assert (tmp_path / "raw" / entry.file).read_bytes() == PAGE.encode()
    assert (entry.source, entry.accessed) == (site.root + "/a.html", "2026-01-02")
    (line,) = (tmp_path / "raw" / "fetched.jsonl").read_text("utf-8").splitlines()
    record = json.loads(line)
    assert record["status"] == 200
    assert ["etag", '"1"'] in record["headers"]
    assert "set-cookie" not in dict(record["headers"])


def test_no_cookie_is_sent_back_and_the_collector_says_its_name(site: Site, tmp_path: Path) -> None:
    site.answers["/a"] = plain("", status=302, Location="/b", Set_Cookie="id=7")
    site.answers["/b"] = plain(PAGE)
    fetched(site, tmp_path / "raw", ["/a"])
    assert not any("cookie" in headers for headers in site.headers)
    assert {headers["user-agent"] for headers in site.headers} == {"ogi-audit/test"}


def test_a_second_run_asks_only_for_what_is_missing(site: Site, tmp_path: Path) -> None:
    site.answers["/a"] = plain(PAGE)
    assert codes(fetched(site, tmp_path / "raw", ["/a", "/b"])) == ["", "gone"]
    site.asked.clear()
    fetched(site, tmp_path / "raw", ["/a", "/b"])
    assert site.asked == ["/robots.txt", "/b"]


def test_a_torn_line_of_the_journal_and_a_file_without_a_row_heal(
    site: Site, tmp_path: Path
) -> None:
    raw = tmp_path / "raw"
    site.answers["/a"] = plain(PAGE)
    fetched(site, raw, ["/a"])
    (raw / "manifest.csv").unlink()
    journal = raw / "fetched.jsonl"
    journal.write_bytes(journal.read_bytes()[:-20])
    fetched(site, raw, ["/a"])
    assert len(read_manifest(raw)) == 1
    assert len(list(raw.glob("*.html"))) == 1
    assert json.loads(journal.read_text("utf-8").splitlines()[-1])["outcome"] == "report"


def test_refresh_asks_with_the_tag_and_keeps_a_changed_version_beside_the_old_one(
    site: Site, tmp_path: Path
) -> None:
    raw = tmp_path / "raw"
    site.answers["/a"] = plain(PAGE, ETag='"1"')
    fetched(site, raw, ["/a"])
    site.answers["/a"] = plain(b"", status=304)
    (told,) = fetched(site, raw, ["/a"], refresh=True)
    assert site.headers[-1]["if-none-match"] == '"1"'
    assert told.visit is not None
    assert told.visit.change == "same"
    values = {"applications.received.natural_person": 3}
    site.answers["/a"] = plain(invented_report("2021", values, "html"))
    (told,) = fetched(site, raw, ["/a"], refresh=True)
    assert told.visit is not None
    assert told.visit.change == "changed"
    assert len(list(raw.glob("*.html"))) == 2


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (plain(b"x", Content_Length="10"), "wrong-length"),
        (plain(b"x", Content_Length="ten"), "garbled"),
        (plain(b"", Content_Length="99999999999"), "too-large"),
        (endless, "too-large"),
        (plain(gzip.compress(b"\0" * 5_000_000), Content_Encoding="gzip"), "too-large"),
        (plain(gzip.compress(PAGE.encode())[:-9], Content_Encoding="gzip"), "bad-compression"),
        (plain(b"x", Content_Encoding="br"), "packed"),
        (to("/x"), "redirects"),
        (to("ftp://a.example/"), "address-refused"),
        (to("http://user:pw@a.example/"), "address-refused"),
        (plain(b"", status=410), "gone"),
        (plain(b"", status=429, Retry_After="7"), "busy"),
        (plain(b"", status=503, Retry_After="86400"), "busy"),
    ],
)
def test_a_hostile_reply_is_bounded_and_told_and_the_others_go_on(
    site: Site, tmp_path: Path, answer: Answer, code: str
) -> None:
    site.answers |= {"/x": answer, "/good": plain(PAGE)}
    results = fetched(site, tmp_path / "raw", ["/x", "/good"])
    assert sorted(codes(results)) == ["", code]
    assert len(read_manifest(tmp_path / "raw")) == 1


def test_retry_after_is_waited_for_and_the_address_asked_again(site: Site, tmp_path: Path) -> None:
    turns = iter([plain(b"", status=503, Retry_After="77"), plain(PAGE)])
    site.answers["/a"] = lambda handler: next(turns)(handler)
    clock = FakeClock()
    assert codes(fetched(site, tmp_path / "raw", ["/a"], clock=clock)) == [""]
    assert clock.slept == [2.0, 77.0]


class BackwardsClock(FakeClock):
    """A clock whose time of day goes back by an hour whenever it is looked at."""

    looked = 0

    def now(self) -> datetime:
        self.looked += 1
        return super().now() - timedelta(hours=self.looked)


def test_with_a_clock_that_goes_backwards_nothing_waits_longer_and_nothing_is_lost(
    site: Site, tmp_path: Path
) -> None:
    date = "Fri, 02 Jan 2026 00:01:00 GMT"  # a minute from now by a clock that is right
    site.answers["/a"] = plain(PAGE)
    site.answers["/b"] = plain(b"", status=503, Retry_After=date)
    clock = BackwardsClock()
    raw = tmp_path / "raw"
    assert codes(fetched(site, raw, ["/a", "/b"], clock=clock)) == ["", "busy"]
    assert clock.slept
    assert max(clock.slept) <= 2.0
    asked = len(site.asked)
    site.answers["/b"] = plain(PAGE.replace("青禾镇", "白沙镇"))
    again = BackwardsClock()
    again.looked = 24 * 365
    assert codes(fetched(site, raw, ["/a", "/b"], clock=again)) == ["", ""]
    assert site.asked[asked:].count("/a") == 0
    assert len(read_manifest(raw)) == 2


def test_a_server_that_stops_sending_is_given_up(site: Site, tmp_path: Path) -> None:
    done = threading.Event()

    def stall(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        done.wait()

    site.answers["/a"] = stall
    results = fetched(site, tmp_path / "raw", ["/a"], stall=0.05, attempts=1)
    done.set()
    assert codes(results) == ["stalled"]


def test_a_server_that_drips_is_given_up_when_its_time_is_over(site: Site, tmp_path: Path) -> None:
    site.answers["/a"] = endless
    clock = FakeClock(tick=1.0)
    results = fetched(
        site, tmp_path / "raw", ["/a"], clock=clock, seconds=8.0, attempts=1, bytes=10**9
    )
    assert codes(results) == ["too-slow"]


def test_a_private_address_is_refused_before_anything_is_sent(site: Site, tmp_path: Path) -> None:
    assert codes(fetched(site, tmp_path / "raw", ["/a"], allow_private=False)) == [
        "private-address"
    ]
    assert site.asked == []


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://[::1]:8080/", "http://169.254.1.1/"]
)
def test_a_redirect_to_a_private_address_is_refused(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    # The server of the test stands for one on the open internet; all others are judged as ever.
    monkeypatch.setattr(safety, "is_public", lambda ip: ip == "127.0.0.1" or is_public(ip))
    site.answers["/a"] = to(target)
    results = fetched(site, tmp_path / "raw", ["/a"], allow_private=False)
    assert codes(results) == ["private-address"]


def test_a_name_server_that_changes_its_mind_gains_nothing(site: Site, tmp_path: Path) -> None:
    site.answers["/a"] = plain(PAGE)
    address = parse(f"http://rebinding.example:{site.server.server_port}/a")
    looked_up = []

    def resolver(host: str, _: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    clock, limits = FakeClock(), Limits()
    hosts = Hosts(2.0, clock)
    asker = Asker("ogi-audit/test", hosts, limits, clock, resolver, trust(), True)
    assert asker.get(address, {}).data == PAGE.encode()
    assert len(looked_up) == len(site.asked) == 2  # robots.txt and the page: once each
    assert site.headers[-1]["host"] == address.authority


def test_every_address_of_a_host_is_checked() -> None:
    with pytest.raises(FetchError):
        checked(parse("http://a.example/"), lambda *_: ["8.8.8.8", "10.0.0.1"], False)
    assert checked(parse("http://a.example/"), lambda *_: ["8.8.8.8"], False) == ("8.8.8.8",)


@pytest.mark.parametrize(
    "ip",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 "
    "255.255.255.255 198.18.0.1 ::1 :: fe80::1 fc00::1 ff02::1 ::ffff:127.0.0.1 ::127.0.0.1 "
    "64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 fe80::1%eth0 nonsense".split(),
)
def test_no_private_address_is_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "2400:3200::1", "64:ff9b::808:808"])
def test_a_public_address_is(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    "text",
    ["ftp://a.example/", "file:///etc/passwd", "http://", "http://a@b/", "http://a:22/", "a.html",
     "http://[::1", "http://a:99999/", "http://a..b/", "javascript:alert(1)", "http://a/" + "x" * 9000],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(text: str) -> None:
    with pytest.raises(FetchError):
        parse(text)


def test_an_address_is_written_in_ascii() -> None:
    assert str(parse("HTTP://青禾.example/年报 1.html?q=年#x")) == (
        "http://xn--4gq1mz6u.example/%E5%B9%B4%E6%8A%A5%201.html?q=%E5%B9%B4"
    ).replace("xn--4gq1mz6u", "青禾".encode("idna").decode())


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (plain("User-agent: *\nDisallow: /"), "robots"),
        (plain("User-agent: ogi-audit\nDisallow: /*.html$"), "robots"),
        (plain("User-agent: *\nDisallow: /\nAllow: /a"), ""),
        (plain(b"", status=403), ""),
        (plain(b"", status=500), "robots-unknown"),
        (plain("User-agent: *\nCrawl-delay: 9999"), "crawl-delay"),
        (plain("<html><body>none</body></html>"), ""),
    ],
)
def test_robots_txt_is_obeyed(site: Site, tmp_path: Path, answer: Answer, code: str) -> None:
    site.answers |= {"/robots.txt": answer, "/a.html": plain(PAGE)}
    assert codes(fetched(site, tmp_path / "raw", ["/a.html"])) == [code]


def test_crawl_delay_sets_the_pause(site: Site, tmp_path: Path) -> None:
    site.answers |= {"/robots.txt": plain("User-agent: *\nCrawl-delay: 30"), "/a": plain(PAGE)}
    clock = FakeClock()
    fetched(site, tmp_path / "raw", ["/a", "/b"], clock=clock)
    assert clock.slept == [30.0, 30.0]


def test_only_the_beginning_of_a_long_robots_txt_is_read() -> None:
    rules = b"User-agent: *\nDisallow: /a\n" + b"#" * 600_000 + b"\nDisallow: /b\n"
    robots = Robots(rules)
    assert not robots.allows(parse("http://a.example/a"))
    assert robots.allows(parse("http://a.example/b"))


def test_attachments_of_the_report_are_kept_and_nothing_is_named_by_the_server(
    site: Site, tmp_path: Path
) -> None:
    raw = tmp_path / "raw"
    links = (
        '<a href="/f/..%2F..%2Fevil.png">附件：统计表</a><a href="http://b.example/x.pdf">附件</a>'
        '<nav><a href="/nav.doc">附件</a></nav>'
    )
    site.answers |= {
        "/a": plain(PAGE.replace("</body>", links + "</body>")),
        "/f/..%2F..%2Fevil.png": plain(b"\x89PNG\r\n\x1a\n picture"),
    }
    page, picture = fetched(site, raw, ["/a"])
    assert page.visit is not None
    assert picture.visit is not None
    assert picture.visit.page == site.root + "/a"
    assert picture.visit.file.endswith("-attachment-1.png")
    assert (raw / picture.visit.file).is_file()
    assert any("b.example" in words.en for words in page.words)
    assert {p.parent for p in tmp_path.rglob("*.png")} == {raw}


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html><body><script>load()</script><div id=app></div></body></html>", "script-page"),
        (
            "<html><body>"
            + "".join(f"<a href=/{i}>{i}年政府信息公开工作年度报告</a>" for i in range(2019, 2024))
            + "</body></html>",
            "list-page",
        ),
    ],
)
def test_a_page_without_a_report_is_told_as_what_it_is(
    site: Site, tmp_path: Path, page: str, code: str
) -> None:
    site.answers["/a"] = plain(page)
    (told,) = fetched(site, tmp_path / "raw", ["/a"])
    assert told.visit is not None
    assert (told.visit.outcome, told.visit.code) == ("kept", code)
    assert told.visit.file.endswith(".page")


def test_a_wrong_row_is_told_with_its_line_and_stops_no_other(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("网址,年度\nhttp://a.example/,2022\nnothing,\nhttp://b.example/,22\n", "utf-8")
    good, bad, year = read_list(path)
    assert isinstance(good, Wanted)
    assert good.year == "2022"
    assert isinstance(bad, OgiError)
    assert ":3" in bad.show("en")
    assert isinstance(year, OgiError)


def test_a_list_without_addresses_is_a_wrong_call(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(UsageError):
        read_list(path)


def test_a_certificate_nobody_vouches_for_is_refused(site: Site, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    server = site.server
    server.get_request = lambda: _encrypted(server, context)  # type: ignore[method-assign]
    secure = site.root.replace("http:", "https:")
    assert codes(fetched(site, tmp_path / "raw", [secure + "/a"])) == ["certificate"]
    assert site.asked == []


def _encrypted(server: ThreadingHTTPServer, context: ssl.SSLContext) -> tuple[ssl.SSLSocket, str]:
    plain_socket, where = server.socket.accept()
    return context.wrap_socket(plain_socket, server_side=True), where


def test_a_command_fetches_a_list_and_tells_what_is_missing(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.answers["/a"] = plain(PAGE)
    path = tmp_path / "list.csv"
    path.write_text(f"address\n{site.root}/a\n{site.root}/b\n", "utf-8")
    words = ["fetch", str(path), "--into", str(tmp_path / "raw"), "--delay", "0", "--allow-private"]
    with pytest.raises(SystemExit) as ended:
        main([*words, "--lang", "zh"])
    assert ended.value.code == 1
    assert "2 个地址中 1 个已有报告" in capsys.readouterr().err
    site.answers["/b"] = plain(invented_report("2021", layout="html", year=2023))
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 0
    assert "2 of 2 addresses have their report" in capsys.readouterr().err
