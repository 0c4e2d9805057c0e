# SPDX-License-Identifier: MIT
"""Small scenes that ask for too much, and files that are slow to read: each is refused before work
starts. Prints how many, and the most time and memory that a refusal took."""
import json
import os
import struct
import subprocess
import sys
import tempfile
import zlib

# A time is no promise on a busy machine: this only tells a refusal from work.
MOST_SECONDS = 1
MOST_MIB = 60
HUGE = (10**6, 2**31, 2**63 - 1)


def scene(**changes):
    """A small scene with other keys; those of layer are changed one by one."""
    made = {"input": 5, "layer": {"type": "Conv2d", "kernel_size": 3}}
    made["layer"].update(changes.pop("layer", {}))
    made.update(changes)
    return made


def of(size, layer_type, **keys):
    return {"input": size, "layer": {"type": layer_type, **keys}}


def network(size, layers):
    return {"input": size, "layers": layers}


def sizes():
    for key in ("kernel_size", "padding", "dilation", "groups", "out_channels", "in_channels"):
        for number in HUGE:
            yield key, scene(layer={key: number})
    yield "stride", scene(layer={"stride": 2**63 - 1})
    for number in HUGE + (2**63, 10**30):
        yield "input", scene(input=number)
        yield "two axes", scene(input=[number, number])
        yield "channels", scene(input={"size": [4, 4], "channels": number, "fill": 1})
    yield "half as large a window", scene(input=[3000, 3000], layer={"kernel_size": 1500})
    yield "many filters", scene(input=[3, 4000, 4000], layer={"out_channels": 512})
    yield "random numbers", scene(input={"size": [9999, 9999], "random": {"seed": 1}})
    yield "3-D", of([64, 64, 64, 64], "Conv3d", kernel_size=32, out_channels=64)
    yield "stretch", of(4, "ConvTranspose2d", kernel_size=3, stride=10**5)
    yield "stamp", of([4, 4], "ConvTranspose2d", kernel_size=[10**5, 10**5])
    yield "upsampling", of(4, "Upsample", scale_factor=10**5)
    yield "shuffle", of(4, "PixelShuffle", upscale_factor=10**5)
    yield "adaptive", of(4, "AdaptiveAvgPool2d", output_size=10**6)
    yield "padding layer", of(4, "ZeroPad2d", padding=10**6)
    yield "fold", of([4, 9], "Fold", kernel_size=2, output_size=10**6)
    yield "unfold", of([1000, 1000], "Unfold", kernel_size=500)
    yield "linear", of(10**6, "Linear", out_features=10**6)
    yield "offsets", of([9, 9], "DeformConv2d", kernel_size=3, offsets=[[1e300] * 18] * 100)
    yield "active", scene(layer={"type": "SparseConv2d", "active": [[i, i] for i in range(100000)]})
    yield "gradient", scene(gradient="kernel", input=[3, 2000, 2000], layer={"out_channels": 300})
    yield "padding of a window", scene(input={"size": [400, 400], "fill": 1},
                                       layer={"kernel_size": 200, "padding": 199})


def networks():
    yield "doubled again and again", network(4, [{"type": "Upsample", "scale_factor": 2}] * 40)
    conv = {"type": "Conv2d", "kernel_size": 3, "padding": 1}
    yield "many large maps", network([4000, 4000], [conv] * 100)
    yield "many filters", network([3, 224, 224], [dict(conv, out_channels=10**5)] * 2)
    yield "many layers", network(5, [{"type": "ReLU"}] * 100000)
    for join in ("Add", "Concat"):
        first = [{"type": "Conv2d", "kernel_size": 1, "name": "a0"}]
        yield join, network(5, first + [
            {"type": join, "name": f"a{i}", "from": [f"a{i - 1}"] * 2} for i in range(1, 60)])
    yield "many sources", network(5, [{"type": "Add", "from": ["input"] * 100000}])
    yield "parentheses", network(5, "(" * 100000)
    yield "nested blocks", network(5, "Sequential(\n" + "  (0): Sequential(\n" * 20000)
    yield "arguments", {"input": 5, "layer": "Conv2d(" + "1," * 100000 + ")"}
    yield "digits", {"input": 5, "layer": "Conv2d(1, 1, kernel_size=(" + "9" * 100000 + "))"}


def times():
    for key in ("step", "move", "hold_first", "hold_last", "words"):
        for value in (1e9, 1e300, "1e999", ".nan", ".inf"):
            yield f"timeline.{key}", scene(timeline={key: value})
    for key in ("fps", "dpi", "margin", "loop", "size"):
        for value in (1e9, 10**30, "100000x100000", "999999mm", "1e9pt"):
            yield f"output.{key}", scene(output={key: value})
    yield "steps", scene(steps=[{"at": i, "for": 1} for i in range(100000)])
    yield "a step", scene(steps="0..99999999999999999999")
    yield "each", scene(steps=[{"at": "0..8", "each": 1e9}])
    yield "days", scene(shots=[{"for": 86400}] * 200)
    yield "shots", scene(shots=[{}] * 20000)
    yield "spoken words", scene(shots=[{"say": "a " * 2000}] * 2000)
    yield "scenes again", scene(shots=[{"name": "a"}] + [{"scene": "a"}] * 5000)
    previous = {"input": "previous", "layer": {"type": "Upsample", "scale_factor": 2}}
    yield "larger and larger", scene(shots=[previous] * 40)


def texts():
    yield "title", scene(title="x" * 10**6)
    yield "formula", scene(title="$" + "\\frac{" * 2000 + "$")
    yield "names", scene(names={"input": ["n"] * 100000})
    yield "notes", scene(notes=[{"at": {"input": [0, 0]}, "text": f"n{i}"} for i in range(20000)])
    yield "panels", scene(panels=[{}] * 2000)
    yield "large panels", scene(panels=[{"input": [3, 2000, 2000]}] * 40)
    yield "columns", scene(panels={"columns": 10**9, "each": [{}, {}]})
    yield "kernels", scene(kernel=["sobel_x"] * 100000)
    yield "bias", scene(bias=[0] * 100000)
    yield "colour", scene(theme={"colors": {"input": "#" + "f" * 10000}})
    yield "focus", scene(focus=[10**30, 0])
    yield "long focus", scene(focus=[0] * 10000)
    yield "view", scene(view="x" * 100000)
    yield "language", scene(language="../" * 3000 + "etc/passwd")
    yield "device", {"input": {"file": "/dev/zero"}, "layer": scene()["layer"]}


def syntax():
    names = "abcdefghij"
    yield "aliases", "a: &a [1,1,1,1,1,1,1,1,1]\n" + "".join(
        f"{new}: &{new} [{','.join(['*' + old] * 9)}]\n" for old, new in zip(names, names[1:]))
    for name, piece in (("lists", "["), ("maps", "{a: "), ("dashes", "- "), ("questions", "? "),
                        ("tags", "!!"), ("anchors", "&a "), ("documents", "%YAML 1.2\n---\n")):
        yield name, "input: " + piece * 50000
    yield "a block", "input: |\n" + " x\n" * 500000
    yield "escapes", 'input: "' + "\\u0041" * 200000 + '"'
    yield "no text", "\xff\xfe" * 1000
    for name, piece in (("comment", "#"), ("spaces", " "), ("lines", "\n")):
        yield name, piece * 10**7
    yield "one key again", "input: 5\n" * 100000
    yield "one word", "a" * (16 * 1024 * 1024 + 1)
    yield "nested numbers", "input: {values: " + "[" * 61 + "1" + "]" * 61 + "}\n"
    yield "endless numbers", "input: {values: [[" + "1e400," * 1000 + "1]]}\n"


def pictures():
    """Pictures whose chunks say that they are larger than the file: (name, bytes of the PNG)."""
    def chunk(kind, data=b"", length=None):
        return (struct.pack(">I", len(data) if length is None else length) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 5, 5, 8, 2, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(bytes(80))) + chunk(b"IEND")
    for kind in (b"tEXt", b"zTXt", b"iTXt", b"iCCP", b"eXIf", b"sPLT", b"xxXx", b"IDAT", b"PLTE"):
        for length in (2**31 - 1, 2**32 - 1, 2**28):
            yield kind.decode(), b"\x89PNG\r\n\x1a\n" + head + chunk(kind, b"", length) + pixels


def main(program):
    most_seconds = most_kib = count = 0
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "hostile.yaml")
        for kind in (sizes, networks, times, texts, syntax, pictures):
            for name, made in kind():
                count += 1
                if count % 4 != 2 and not os.environ.get("LONG"):
                    continue
                if isinstance(made, bytes):
                    with open(os.path.join(folder, "hostile.png"), "wb") as file:
                        file.write(made)
                    made = scene(input={"file": "hostile.png"})
                with open(path, "w", encoding="utf-8") as file:
                    file.write(made if isinstance(made, str) else json.dumps(made))
                run = subprocess.Popen([program, "check", path], stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                _, status, used = os.wait4(run.pid, 0)
                run.returncode = os.waitstatus_to_exitcode(status)
                seconds = used.ru_utime + used.ru_stime
                is_sanitized = "/asan/" in program
                if run.returncode in (1, 2, 4) and (is_sanitized or (
                        seconds < MOST_SECONDS and used.ru_maxrss < MOST_MIB * 1024)):
                    passed += 1
                else:
                    failed += 1
                    print(f"not so: {kind.__name__}: {name}: status {run.returncode}, "
                          f"{seconds:.2f} s, {used.ru_maxrss / 1024:.0f} MiB")
                most_seconds = max(most_seconds, seconds)
                most_kib = max(most_kib, used.ru_maxrss)
    print(f"{passed + failed} hostile scenes: at most {most_seconds * 1000:.0f} ms and "
          f"{most_kib / 1024:.0f} MiB")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
