# SPDX-License-Identifier: MIT
"""convreel watch over plain sockets: watch_check.py PROGRAM, in an empty folder."""
import os
import signal
import socket
import subprocess
import sys
import time

PROGRAM = sys.argv[1]
SCENE = """input: 4
layer: {type: Conv2d, kernel_size: 2}
theme: theme.yaml
steps: 0..2
"""
THEME = "from: light\n"
counts = {True: 0, False: 0}


def check(what, wanted, got):
    counts[wanted == got] += 1
    if wanted != got:
        print(f"not so: {what}\n  expected: {wanted!r}\n  found:    {got!r}")


def write(path, text, is_replaced=False):
    """In place, or as a new file that takes the name."""
    beside = path + ".new" if is_replaced else path
    with open(beside, "w", encoding="utf-8") as file:
        file.write(text)
    if is_replaced:
        os.rename(beside, path)


class Watch:
    """The program at work; its port and its words."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen([PROGRAM, "watch", *arguments], stderr=subprocess.PIPE)
        self.first = self.process.stderr.readline().decode()
        self.port = int(self.first.rsplit(":", 1)[1]) if "http" in self.first else 0

    def connect(self):
        client = socket.create_connection(("127.0.0.1", self.port))
        client.settimeout(5)
        return client

    def say(self, bytes_):
        """The first line and the body of the answer."""
        with self.connect() as client:
            try:
                client.sendall(bytes_)
            except OSError:
                pass
            got = b""
            while part := client.recv(65536):
                got += part
        head, _, body = got.partition(b"\r\n\r\n")
        return head.split(b"\r\n")[0].decode(), head.decode(), body.decode()

    def get(self, path, host=None, more="", method="GET"):
        host = f"127.0.0.1:{self.port}" if host is None else host
        return self.say(f"{method} {path} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n".encode())

    def status(self, *arguments, **named):
        return self.get(*arguments, **named)[0].split(" ")[1]

    def end(self, number):
        begun = time.monotonic()
        self.process.send_signal(number)
        status = self.process.wait()
        return status, time.monotonic() - begun < 1


class Events:
    """What a browser is told."""

    def __init__(self, watch):
        self.client = watch.connect()
        self.client.sendall(f"GET /events HTTP/1.1\r\nHost: localhost:{watch.port}\r\n\r\n".encode())
        self.file = self.client.makefile("r", encoding="utf-8")

    def next(self):
        name, data = None, []
        while (line := self.file.readline().rstrip("\n")) or name is None:
            if line.startswith("event: "):
                name = line[7:]
            elif name and line.startswith("data: "):
                data.append(line[6:])
        return name, "\n".join(data)


def test_requests(watch):
    names = [f"127.0.0.1:{watch.port}", f"LocalHost:{watch.port}"]
    for host in names:
        check(f"host {host}", "200", watch.status("/", host))
    for host in ("", "127.0.0.1", "evil.example", f"evil.example:{watch.port}", "127.0.0.1:1",
                 f"{names[0]}.evil.example", f"{names[0]}\r\nHost: {names[0]}"):
        check(f"host {host!r}", "403", watch.status("/", host))
    check("no host", "403", watch.say(b"GET / HTTP/1.1\r\n\r\n")[0].split(" ")[1])
    check("another origin", "403", watch.status("/events", more="Origin: http://evil.example\r\n"))
    for method in ("POST", "HEAD", "get", "OPTIONS"):
        check(method, "405", watch.status("/", method=method))
    for path in ("/scene.yaml", "/../theme.yaml", "/%2e%2e/theme.yaml", "//", "/page.html/",
                 "/light/", "/light/1", "/light/x.svg", "/light/-1.svg", "/light/1.svg/..",
                 "/" + 500 * "a"):
        check(path, "404", watch.status(path))
    for request in (b"\r\n\r\n", b"GET /\r\n\r\n", b"GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n",
                    b"GET / HTTP/1.1\r\nno colon\r\n\r\n", b"GET /\0 HTTP/1.1\r\n\r\n",
                    b"GET / SMTP/1.1\r\n\r\n"):
        check(f"{request!r}", "400", watch.say(request)[0].split(" ")[1])
    check("a line without end", "431", watch.say(b"GET /" + 100000 * b"a")[0].split(" ")[1])
    check("a header without end", "431", watch.say(b"GET / HTTP/1.1\r\nHost: " + 9000 * b"a")[0]
          .split(" ")[1])
    head = watch.get("/?anything")[1]
    for line in ("Cache-Control: no-store", "X-Content-Type-Options: nosniff",
                 "frame-ancestors 'none'"):
        check(line, True, line in head)


def test_slow(watch):
    """Who says nothing, half of it, or takes nothing keeps nobody waiting."""
    slow = [watch.connect() for _ in range(20)]
    for client in slow[:10]:
        client.sendall(b"GET /page.html HTTP/1.1\r\nHost: ")
    for client in slow[10:]:
        client.sendall(f"GET /page.html HTTP/1.1\r\nHost: localhost:{watch.port}\r\n\r\n".encode())
    begun = time.monotonic()
    check("beside slow ones", "200", watch.status("/page.html"))
    check("at once", True, time.monotonic() - begun < 1)
    half = watch.connect()
    half.sendall(b"GET / HT")
    time.sleep(0.02)
    half.sendall(f"TP/1.1\r\nHost: localhost:{watch.port}\r\n\r\n".encode())
    check("in two parts", b"HTTP/1.1 200 OK", half.recv(15))
    for client in slow + [half]:
        client.close()


def test_changes(watch, events):
    check("the first page", ("page", "1"), events.next())
    with open("page.html", encoding="utf-8") as file:
        check("the page of render", file.read(), watch.get("/page.html?1")[2])
    with open("step.svg", encoding="utf-8") as file:
        check("the step of render", file.read(), watch.get("/light/1.svg")[2])
    check("beyond the last step", watch.get("/light/2.svg")[2], watch.get("/light/99.svg")[2])
    write("scene.yaml", SCENE.replace("0..2", "0..1"))
    check("a change: the step", ("picture", "2"), events.next())
    check("a change: the page", ("page", "2"), events.next())
    write("scene.yaml", SCENE.replace("kernel_size: 2", "kernel_size: 9"), True)
    name, text = events.next()
    check("a mistake", "problem", name)
    check("its place", "scene.yaml:2:36: error: kernel_size 9 does not fit: the padded input is 4",
          text.split("\n")[0])
    check("its line", ["    layer: {type: Conv2d, kernel_size: 9}", "    " + 35 * " " + "^"],
          text.split("\n")[1:3])
    check("the last good page", "200", watch.status("/page.html"))
    check("no step of it", "404", watch.status("/light/0.svg"))
    late = Events(watch)
    check("who comes late", ["page", "problem"], [late.next()[0], late.next()[0]])
    late.client.close()
    write("scene.yaml", SCENE, True)
    check("put right", ["picture", "page"], [events.next()[0], events.next()[0]])
    write("theme.yaml", "from: dark\n", True)
    check("a theme replaced", ["picture", "page"], [events.next()[0], events.next()[0]])
    write("theme.yaml", "from: drk\n")
    check("a theme's mistake", "theme.yaml:1:7: error:", events.next()[1][:22])
    os.rename("scene.yaml", "scene.yaml~")
    write("other.yaml", THEME)
    write("theme.yaml", THEME)
    write("scene.yaml", SCENE)
    while True:
        name, text = events.next()
        if name == "page":
            break
    check("written anew", True, "from: light" not in text and os.path.exists("scene.yaml~"))


def test_calls():
    for arguments, wanted in (
            (["-"], "convreel: watch needs a file: standard input has no changes\n"),
            (["scene.yaml", "-o", "x.pdf"], "convreel: -o is for files: it needs --no-serve\n"),
            (["scene.yaml", "--no-serve", "--open"],
             "convreel: --open is for the page: it is not for --no-serve\n"),
            (["scene.yaml", "--port", "70000"],
             "convreel: --port must be a whole number from 1 to 65535, not '70000'\n"),
            (["scene.yaml", "--loop", "2"], "convreel: --loop has no effect here: it is for gif, "),
            (["scene.yaml", "--theme", "nosuch"], "convreel: ")):
        ended = subprocess.run([PROGRAM, "watch", *arguments], stderr=subprocess.PIPE, timeout=5)
        said = ended.stderr.decode()[:len(wanted)]
        check(" ".join(arguments), (2, wanted), (ended.returncode, said))
    ended = subprocess.run([PROGRAM, "watch", "nosuch.yaml"], stderr=subprocess.PIPE, timeout=5)
    check("no such scene", 3, ended.returncode)


def test_files():
    """--no-serve writes what render would."""
    watch = Watch("scene.yaml", "--no-serve", "-o", "made.svg", "--steps", "last")
    check("no address", "watching scene.yaml\n", watch.first)
    said = [watch.process.stderr.readline().decode() for _ in range(2)]
    check("tells the file", True, said[0].startswith("wrote made.svg") and said[1][:12] == "rendered in ")
    os.remove("made.svg")
    write("scene.yaml", SCENE, True)
    said = [watch.process.stderr.readline().decode() for _ in range(2)]
    check("again", (True, "rendered in "), (os.path.exists("made.svg"), said[1][:12]))
    check("SIGTERM", (143, True), watch.end(signal.SIGTERM))


def main():
    write("scene.yaml", SCENE)
    write("theme.yaml", THEME)
    for path in ("page.html", "step.svg"):
        subprocess.run([PROGRAM, "render", "scene.yaml", "-q", "-o", path, "--steps",
                        "0..2" if path == "page.html" else "1..1"], check=True)
    watch = Watch("scene.yaml")
    check("the first line", f"watching scene.yaml, http://127.0.0.1:{watch.port}\n", watch.first)
    second = Watch("scene.yaml")
    check("a taken port is passed over", True, watch.port < second.port < 3100)
    check("SIGINT", (130, True), second.end(signal.SIGINT))
    taken = subprocess.run([PROGRAM, "watch", "scene.yaml", "--port", str(watch.port)],
                           stderr=subprocess.PIPE, timeout=5)
    check("a taken port that is asked for",
          (3, f"convreel: cannot serve on port {watch.port} of 127.0.0.1: Address already in use\n"),
          (taken.returncode, taken.stderr.decode()))
    events = Events(watch)
    test_changes(watch, events)
    test_requests(watch)
    test_slow(watch)
    check("SIGINT with listeners", (130, True), watch.end(signal.SIGINT))
    test_calls()
    test_files()
    print(f"{counts[True]} passed, {counts[False]} failed")
    return counts[False] > 0


sys.exit(main())
