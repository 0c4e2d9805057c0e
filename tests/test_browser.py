# SPDX-License-Identifier: MIT
"""Pages in Chromium: make test-browser. CONVREEL: the program."""
import base64
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import wave
import zlib

from browser import Browser

PROGRAM = os.path.abspath(os.environ.get("CONVREEL", "build/convreel"))
BAR = 44  # pixels, below the picture
PAGE_DOWN, PAGE_UP, HOME, END, RIGHT, LEFT = "\ue00f", "\ue00e", "\ue011", "\ue010", "\ue014", "\ue012"
failures = []

SCENE = """
title: 'A </script><b>title</b> & "more"'
names: {input: '<i>in'}
input: {values: [[3,3,2,1,0],[0,0,1,3,1],[3,1,2,2,3],[2,0,0,2,2],[2,0,0,0,1]]}
layer: {type: Conv2d, kernel_size: 3, padding: 1}
kernel: {values: [[0,1,2],[2,2,0],[0,1,2]]}
timeline: {step: 3, move: 1.5}
output: {size: 1080p}
"""
FILM = """
title: Two shots
input: 4
layer: {type: Conv2d, kernel_size: 2}
theme: light
output: {size: 720p}
shots:
  - {card: "# Hello", say: 'Words <img src=x onerror=alert(1)>', chapter: One}
  - {chapter: Two, layer: {padding: 1}, transition: fade}
"""
TALK = """
title: A talk
input: 4
layer: {type: Conv2d, kernel_size: 2}
timeline: {move: 0, hold_last: 0}
shots:
  - steps:
      - {at: 0..1, each: 0.3, pause: true}
      - {at: 2..3, each: 0.3, pause: loop}
      - {at: rest, each: 0.3}
"""
SPOKEN = """
title: A film that is heard
input: 4
layer: {type: Conv2d, kernel_size: 2}
timeline: {move: 0, hold_first: 0, hold_last: 0}
shots:
  - audio: tone.wav
    steps:
      - {at: 0..1, each: 0.5, pause: true}
      - {at: 2..3, each: 0.4, pause: loop}
      - {at: 4..7, each: 0.5}
      - {at: last, for: 1.5}
"""


def check(what, wanted, got):
    if wanted != got:
        failures.append(what)
        print(f"FAILED {what}: {got!r}, not {wanted!r}")


def render(folder, name, scene, *arguments):
    path = os.path.join(folder, name + ".yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(scene)
    subprocess.run([PROGRAM, "render", path, "-q", *arguments], cwd=folder, check=True)


def read_png(path):
    """Rows of bytes and how many each pixel has: 8 bits, not interlaced."""
    with open(path, "rb") as file:
        data = file.read()
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            width, height, _, color = struct.unpack(">IIBB", data[at + 8:at + 18])
        if kind == b"IDAT":
            packed += data[at + 8:at + 8 + length]
        if kind == b"PLTE":
            palette = data[at + 8:at + 8 + length]
        at += length + 12
    size = {2: 3, 6: 4, 0: 1, 3: 1}[color]
    raw, rows, before = zlib.decompress(packed), [], bytearray(width * size)
    for y in range(height):
        start = y * (width * size + 1)
        kind, row = raw[start], bytearray(raw[start + 1:start + 1 + width * size])
        if kind:
            for i in range(len(row)):
                left = row[i - size] if i >= size else 0
                above, corner = before[i], before[i - size] if i >= size else 0
                if kind == 1:
                    guess = left
                elif kind == 2:
                    guess = above
                elif kind == 3:
                    guess = (left + above) // 2
                else:
                    base = left + above - corner
                    guess = min((left, above, corner), key=lambda v: abs(base - v))
                row[i] = (row[i] + guess) & 255
        rows.append(row)
        before = row
    if color == 3:
        rows = [b"".join(palette[3 * p:3 * p + 3] for p in row) for row in rows]
        size = 3
    return rows, size


def green(path, height):
    """The green of each pixel."""
    rows, size = read_png(path)
    return b"".join(bytes(row[min(1, size - 1)::size]) for row in rows[:height])


def difference(first, second):
    """The mean over all pixels, and how many of a thousand differ by more than a quarter."""
    counts = [0] * 256
    for a, b in zip(first, second):
        counts[abs(a - b)] += 1
    all_of_them = max(1, sum(counts))
    return (sum(i * n for i, n in enumerate(counts)) / all_of_them,
            1000 * sum(counts[64:]) / all_of_them)


def step_of(browser):
    return browser.run("return location.hash")


def settle(browser):
    """Waits until nothing moves."""
    for _ in range(100):
        time.sleep(0.1)
        if browser.run("return document.getAnimations().length") == 0:
            return


def test_keys(browser, page):
    browser.open(page)
    check("the first step", "#step=0", step_of(browser))
    for key, wanted in ((" ", 1), (RIGHT, 2), (PAGE_DOWN, 3), (PAGE_UP, 2), (LEFT, 1), (END, 24),
                        (" ", 24), (HOME, 0), (LEFT, 0)):
        browser.press(key)
        check(f"key {key!r}", f"#step={wanted}", step_of(browser))
    browser.press("1", "2", "g")
    check("a number and g", "#step=12", step_of(browser))
    browser.press("9", "9", "g")
    check("a number that is too large", "#step=24", step_of(browser))
    browser.press("r")
    check("back", "#step=12", step_of(browser))
    browser.press("n")
    check("notes", False, browser.run("return document.getElementById('notes').hidden"))
    browser.run("location.hash = '#step=7'")
    settle(browser)
    check("an address", "7 / 24", browser.run("return document.getElementById('count').value"))
    browser.open(page + "#step=5")
    check("an address from the start", "#step=5", step_of(browser))
    browser.run("const s = document.getElementById('slider'); s.value = 3;"
                "s.dispatchEvent(new Event('input'))")
    check("the slider", "#step=3", step_of(browser))
    browser.run("postMessage('slide:start', '*')")
    settle(browser)
    check("reveal.js starts", "true", browser.run(
        "return document.getElementById('play').getAttribute('aria-pressed')"))
    browser.run("postMessage('slide:stop', '*')")
    settle(browser)
    check("reveal.js stops", "false", browser.run(
        "return document.getElementById('play').getAttribute('aria-pressed')"))


def test_pictures(browser, page, folder):
    """Any way to a step gives our own picture of it."""
    browser.resize(1920, 1080 + BAR)
    browser.set_media(prefers_color_scheme="light", prefers_reduced_motion="no-preference")
    shot = os.path.join(folder, "shot.png")
    browser.open(page)
    browser.press(END, HOME, RIGHT, RIGHT, "1", "3", "g", LEFT)
    settle(browser)
    browser.screenshot(shot)
    mean, far = difference(green(shot, 1080), green(os.path.join(folder, "scene_12.png"), 1080))
    check(f"the picture of step 12 ({mean:.2f} in the mean, {far:.2f} of 1000 far)",
          True, mean < 0.8 and far < 3)
    browser.set_media(prefers_color_scheme="light", prefers_reduced_motion="reduce")
    browser.press(RIGHT)
    browser.screenshot(shot)
    mean, far = difference(green(shot, 1080), green(os.path.join(folder, "scene_13.png"), 1080))
    check(f"a jump without motion ({mean:.2f}, {far:.2f})", True, mean < 0.8 and far < 3)


def test_motion(browser, page):
    browser.set_media(prefers_color_scheme="light", prefers_reduced_motion="no-preference")
    browser.open(page)
    count = "return document.getAnimations().length"
    browser.press(RIGHT)
    check("motion", True, browser.run(count) > 0)
    settle(browser)
    check("its end", 0, browser.run(count))
    browser.set_media(prefers_color_scheme="light", prefers_reduced_motion="reduce")
    browser.press(RIGHT)
    check("less motion", 0, browser.run(count))


def test_schemes(browser, page, film):
    colors = ("return getComputedStyle(document.querySelector('#drawing text')).fill + ' ' +"
              "getComputedStyle(document.body).backgroundColor")
    seen = {}
    for name, address in (("both", page), ("one", film)):
        for scheme in ("light", "dark"):
            browser.set_media(prefers_color_scheme=scheme)
            browser.open(address)
            seen[name, scheme] = browser.run(colors).rsplit(" rgb", 1)
    check("surroundings follow", True, seen["one", "light"][1] != seen["one", "dark"][1])
    check("a theme that is named stays", True, seen["one", "light"][0] == seen["one", "dark"][0])
    check("two looks follow", True, seen["both", "light"][0] != seen["both", "dark"][0])
    browser.set_media(prefers_color_scheme="light")


def test_hover(browser, page):
    browser.open(page)
    x, y = browser.run(
        "const [x, y, w, h] = JSON.parse(document.getElementById('film').textContent)"
        ".steps[8].now; const p = document.getElementById('picture');"
        "const at = new DOMPoint(x + w / 2, y + h / 2).matrixTransform(p.getScreenCTM());"
        "return [at.x, at.y]")
    about = "return document.getElementById('about').textContent.split(':')[0]"
    browser.point(x, y)
    check("a unit that is pointed at", "Step 8 #step=0", f"{browser.run(about)} {step_of(browser)}")
    browser.point(5, 5)
    check("and left", "Step 0", browser.run(about))
    browser.point(x, y, is_click=True)
    check("and clicked", "#step=8", step_of(browser))
    browser.point(5, 5, is_click=True)
    check("a click elsewhere", "#step=9", step_of(browser))


def test_film(browser, film):
    browser.open(film)
    check("a film's first note", "Words <img src=x onerror=alert(1)>",
          browser.run("return document.getElementById('notes').textContent"))
    browser.press("]")
    check("the next chapter", "#step=1", step_of(browser))
    browser.press("[")
    check("the chapter before", "#step=0", step_of(browser))
    settle(browser)
    browser.run("window.most = 0; const stage = document.getElementById('stage');"
                "new MutationObserver(() => window.most = Math.max(window.most,"
                "stage.children.length)).observe(stage, {childList: true})")
    browser.press(RIGHT)
    check("a fade", 2, browser.run("return window.most"))
    settle(browser)
    check("its end", 1, browser.run("return document.querySelectorAll('#stage > svg').length"))


def wait_for(browser, step):
    for _ in range(200):
        if step_of(browser) == f"#step={step}":
            return True
        time.sleep(0.02)
    return False


def test_pauses(browser, talk):
    browser.open(talk)
    browser.press(RIGHT)
    time.sleep(0.8)
    check("a pause", "#step=1", step_of(browser))
    browser.press(RIGHT)
    for step in (3, 2, 3, 2):
        check(f"a loop through step {step}", True, wait_for(browser, step))
    browser.press(RIGHT)
    check("a click behind the loop", True, wait_for(browser, 8))
    browser.press(HOME, "p")
    check("a film rolls on", True, wait_for(browser, 8))


def test_sound(browser, spoken):
    """The sound is where the picture is: it goes on, stops, repeats and jumps with it."""
    def heard():
        return browser.run("const s = document.getElementById('sound');"
                           "return [s.paused, s.currentTime]")

    browser.open(spoken)
    check("silence at first", [True, 0], heard())
    browser.press("p")
    check("a page with sound plays", True, wait_for(browser, 6))
    paused, at = heard()
    check(f"its sound is where it is ({at:.2f} of 2.8)", [False, True], [paused, abs(at - 2.8) < 0.2])
    browser.press("p")
    check("sound that is halted", True, heard()[0])
    browser.press(HOME, RIGHT)
    check("from a click on", True, wait_for(browser, 1))
    check("to a pause", False, heard()[0])
    time.sleep(0.7)
    paused, at = heard()
    check(f"whose step is heard to its end ({at:.2f} of 1)", [True, True],
          [paused, abs(at - 1) < 0.15])
    browser.press(RIGHT)
    for step in (3, 2, 3):
        check(f"sound through step {step} of a loop", True, wait_for(browser, step))
    paused, at = heard()
    check(f"is repeated ({at:.2f} of 1.4)", [False, True], [paused, abs(at - 1.4) < 0.2])
    browser.press(RIGHT)
    check("sound behind the loop", True, wait_for(browser, 5))
    check("goes on there", True, abs(heard()[1] - 2.3) < 0.2)
    browser.press("m")
    check("and is muted", True, browser.run("return document.getElementById('sound').muted"))
    browser.press(END)
    check("a jump is silent", True, heard()[0])


def test_printing(browser, page, count):
    browser.open(page)
    pdf = base64.b64decode(browser.do("/print", {"background": True, "orientation": "landscape"}))
    check("printed pages", count, pdf.count(b"/Type /Page\n"))


def test_reading(browser, page):
    browser.open(page)
    nodes = browser.cdp("Accessibility.getFullAXTree")["nodes"]
    found = {(node["role"]["value"], node.get("name", {}).get("value", ""))
             for node in nodes if not node.get("ignored")}
    title = 'A </script><b>title</b> & "more"'
    for wanted in (("image", title), ("slider", "Step"), ("button", "Next"), ("button", "Play")):
        check(f"a reader finds {wanted}", True, wanted in found)
    check("the title", title, browser.run("return document.title"))
    check("no words are markup", 0, browser.run("return document.querySelectorAll('b, i, img').length"))
    browser.press(RIGHT)
    check("a step in words", True, "row 0, column 1, is" in browser.run(
        "return document.querySelector('[role=status]').textContent"))
    check("words can be selected", "input", browser.run(
        "const t = [...document.querySelectorAll('#drawing text')].find(t => t.textContent === "
        "'<i>in'); getSelection().selectAllChildren(t); return getSelection().toString() === "
        "'<i>in' ? 'input' : getSelection().toString()"))


def inline(folder, names, width, height):
    """The path of a page that holds these drawings."""
    parts = []
    for name in names:
        with open(os.path.join(folder, name + ".svg"), encoding="utf-8") as file:
            parts.append(file.read().split("?>", 1)[1])
    path = os.path.join(folder, names[0] + "_inline.html")
    with open(path, "w", encoding="utf-8") as file:
        file.write("<!DOCTYPE html><meta charset=utf-8><title>inline</title><style>body{margin:0}"
                   f"svg{{display:block;width:{width}px;height:{height}px}}</style>" + "".join(parts))
    return path


def test_moving(browser, folder):
    """SVG that moves by itself, and two of ours in one page."""
    path = inline(folder, ("moving", "scene_12"), 1920, 1080)
    browser.resize(1920, 1080)
    browser.set_media(prefers_color_scheme="light", prefers_reduced_motion="no-preference")
    browser.open("file://" + path)
    shot = os.path.join(folder, "shot.png")
    for step, seconds in ((0, 1), (12, 3 * 12 + 1.5), (24, 3 * 24 + 2)):
        browser.run("document.getAnimations().forEach(animation => { animation.pause();"
                    "animation.currentTime = arguments[0]; })", 1000 * seconds)
        browser.screenshot(shot)
        mean, far = difference(green(shot, 1080),
                               green(os.path.join(folder, f"scene_{step:02}.png"), 1080))
        check(f"step {step} by itself ({mean:.2f}, {far:.2f})", True, mean < 0.8 and far < 3)
    browser.set_media(prefers_color_scheme="light", prefers_reduced_motion="reduce")
    check("less motion by itself", 0, browser.run("return document.getAnimations().length"))
    ids = browser.run("return [...document.querySelectorAll('[id]')].map(node => node.id)")
    check("ids of two drawings", len(ids), len(set(ids)))
    nodes = browser.cdp("Accessibility.getFullAXTree")["nodes"]
    names = [node["name"]["value"] for node in nodes
             if not node.get("ignored") and node["role"]["value"] in ("image", "img")]
    check("both are named", 2, len([name for name in names if name.startswith("A </script>")]))


def test_moving_fade(browser, folder):
    """Halfway through a fade the picture is half the one before and half the one that comes."""
    shot = os.path.join(folder, "shot.png")
    browser.resize(1280, 720)
    browser.set_media(prefers_color_scheme="light", prefers_reduced_motion="no-preference")
    browser.open("file://" + inline(folder, ("fading",), 1280, 720))
    with open(os.path.join(folder, "film.html"), encoding="utf-8") as file:
        film = json.loads(file.read().split('id="film">', 1)[1].split("</script>", 1)[0])
    begin, fade = film["steps"][1]["start"], film["steps"][1]["fade"]
    card, layer = (green(os.path.join(folder, f"film_{n:02}.png"), 720) for n in (0, 1))
    for share in (0.02, 0.5, 0.98):
        wanted = bytes(int(a * (1 - share) + b * share) for a, b in zip(card, layer))
        browser.run("document.getAnimations().forEach(animation => { animation.pause();"
                    "animation.currentTime = arguments[0]; })", 1000 * (begin + share * fade))
        browser.screenshot(shot)
        mean, far = difference(green(shot, 720), wanted)
        check(f"{share} of a fade by itself ({mean:.2f}, {far:.2f})", True, mean < 0.8 and far < 3)


def test_silence(browser):
    urls = set()
    for entry in browser.log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            urls.add(message["params"]["request"]["url"].split(":")[0])
    check("requests", set(), urls - {"file", "data", "chrome", "about"})
    check("errors", [], [line["message"] for line in browser.log("browser")])


def wait_until(browser, what, wanted, script):
    """Until the script gives that, or for ten seconds."""
    got = None
    for _ in range(200):
        got = browser.run(script)
        if got == wanted:
            break
        time.sleep(0.05)
    check(what, wanted, got)


def test_watch(browser, folder):
    """The step that is shown stays; mistakes come over it and go."""
    path = os.path.join(folder, "watched.yaml")

    def save(scene):
        with open(path + ".new", "w", encoding="utf-8") as file:
            file.write(scene)
        os.rename(path + ".new", path)

    inner = "return document.querySelector('iframe:not(.coming)')?.contentWindow."
    save(SCENE)
    with subprocess.Popen([PROGRAM, "watch", path], stderr=subprocess.PIPE) as watch:
        browser.open(watch.stderr.readline().decode().split()[-1])
        wait_until(browser, "watch: the first step", "#step=0", inner + "location.hash")
        browser.press(RIGHT, RIGHT, RIGHT)
        wait_until(browser, "watch: keys", "#step=3", inner + "location.hash")
        save(SCENE.replace("padding: 1", "padding: 0"))
        wait_until(browser, "watch: a change", "2", "return document.body.dataset.version")
        check("watch: its step", "#step=3", browser.run(inner + "location.hash"))
        check("watch: the change", "3 / 8", browser.run(
            inner + "document.getElementById('count').textContent"))
        check("watch: the step alone came first", 1, browser.run(
            "return performance.getEntriesByType('resource').filter(({name}) => "
            "name.endsWith('/3.svg?2')).length"))
        browser.press(RIGHT)
        wait_until(browser, "watch: keys go on", "#step=4", inner + "location.hash")
        save(SCENE.replace("padding: 1", "padding: ?"))
        wait_until(browser, "watch: a mistake", True,
                   "return !document.getElementById('problem').hidden")
        text = browser.run("return document.getElementById('problem').textContent").split("\n")
        check("watch: its place", [":5:48: error: ", "^"],
              [text[0][len(path):len(path) + 14], text[2].strip()])
        check("watch: below it", "#step=4", browser.run(inner + "location.hash"))
        browser.press(LEFT)
        wait_until(browser, "watch: keys below it", "#step=3", inner + "location.hash")
        save(SCENE)
        wait_until(browser, "watch: put right", "4", "return document.body.dataset.version")
        check("watch: nothing over it", [True, True, "#step=3"], browser.run(
            "return [document.getElementById('problem').hidden, document.getElementById('step').hidden,"
            "document.querySelector('iframe').contentWindow.location.hash]"))
        browser.do("/refresh")
        wait_until(browser, "watch: loaded again", "#step=3", inner + "location.hash")
        check("watch: errors", [], [line["message"] for line in browser.log("browser")])
        watch.terminate()
        wait_until(browser, "watch: its end", False, "return document.getElementById('ended').hidden")


def main():
    if not shutil.which("chromedriver"):
        print("skipped test_browser: chromedriver is missing (Debian: chromium-driver)")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        render(folder, "scene", SCENE, "-o", os.path.join(folder, "scene.html"))
        render(folder, "scene", SCENE, "--format", "png,svg", "-o", folder + "/")
        render(folder, "scene", SCENE, "--animate", "-o", os.path.join(folder, "moving.svg"))
        render(folder, "film", FILM, "-o", os.path.join(folder, "film.html"))
        render(folder, "film", FILM, "--format", "png", "-o", folder + "/", "--steps", "0..1")
        render(folder, "film", FILM, "--animate", "-o", os.path.join(folder, "fading.svg"))
        with wave.open(os.path.join(folder, "tone.wav"), "wb") as tone:
            tone.setparams((1, 2, 8000, 0, "NONE", ""))
            tone.writeframes(bytes(range(250)) * 256)
        render(folder, "spoken", SPOKEN, "-o", os.path.join(folder, "spoken.html"))
        render(folder, "talk", TALK, "-o", os.path.join(folder, "talk.html"))
        talk = f"file://{folder}/talk.html"
        check("the size of the page", True, os.path.getsize(folder + "/scene.html") < 400000)
        page, film = f"file://{folder}/scene.html", f"file://{folder}/film.html"
        browser = Browser()
        try:
            browser.resize(1280, 764)
            test_keys(browser, page)
            test_motion(browser, page)
            test_pictures(browser, page, folder)
            test_schemes(browser, page, film)
            test_hover(browser, page)
            test_film(browser, film)
            test_pauses(browser, talk)
            test_sound(browser, f"file://{folder}/spoken.html")
            test_printing(browser, page, 25)
            test_printing(browser, talk, 3)
            test_reading(browser, page)
            test_moving(browser, folder)
            test_moving_fade(browser, folder)
            test_silence(browser)
            test_watch(browser, folder)
        finally:
            browser.close()
    print(f"{len(failures)} failures" if failures else "ok   test_browser")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
