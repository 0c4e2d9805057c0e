# SPDX-License-Identifier: MIT
"""Chromium over WebDriver, with nothing but Python's own library."""
import base64
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request


class Browser:
    """One window. Keys, scripts, pictures; close() ends the driver, too."""

    def __init__(self, arguments=()):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.root = f"http://127.0.0.1:{port}"
        self.driver = subprocess.Popen([shutil.which("chromedriver"), f"--port={port}"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                if self.call("GET", "/status")["ready"]:
                    break
            except OSError:
                time.sleep(0.1)
        flags = ["--headless=new", "--hide-scrollbars", "--force-device-scale-factor=1",
                 "--disable-gpu", "--disable-background-networking", *arguments]
        if os.geteuid() == 0:
            flags.append("--no-sandbox")
        session = self.call("POST", "/session", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"args": flags},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}}})
        self.session = f"/session/{session['sessionId']}"

    def call(self, method, path, body=None):
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.root + path, data, method=method,
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None

    def do(self, path, body=None, method="POST"):
        return self.call(method, self.session + path, (body or {}) if method == "POST" else None)

    def open(self, address):
        self.do("/url", {"url": address})

    def run(self, script, *arguments):
        return self.do("/execute/sync", {"script": script, "args": list(arguments)})

    def cdp(self, command, **parameters):
        """Chromium's own protocol."""
        return self.do("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def press(self, *keys):
        actions = []
        for key in keys:
            actions += [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self.do("/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def point(self, x, y, is_click=False):
        actions = [{"type": "pointerMove", "duration": 0, "x": int(x), "y": int(y)}]
        if is_click:
            actions += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.do("/actions", {"actions": [{"type": "pointer", "id": "mouse",
                                          "parameters": {"pointerType": "mouse"},
                                          "actions": actions}]})

    def resize(self, width, height):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=1, mobile=False)

    def set_media(self, **features):
        self.cdp("Emulation.setEmulatedMedia", features=[
            {"name": name.replace("_", "-"), "value": value}
            for name, value in features.items()])

    def screenshot(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.do("/screenshot", None, "GET")))

    def log(self, kind):
        return self.do("/se/log", {"type": kind})

    def close(self):
        try:
            self.do("", None, "DELETE")
        finally:
            self.driver.terminate()
            self.driver.wait()
