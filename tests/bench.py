#!/usr/bin/env python3
"""Speed as ratios, for make bench: bench.py BUILD_FOLDER [--json] [--runs N] [WORD...]

A row is a figure, what it is measured against, their ratio and its bound. Each pair runs in turn;
the median of the ratios counts, and the least and the greatest stand beside it. Words choose rows by
what is in their names. What a machine does not have is left out and told. Nothing fails here: a
machine that is busy with other work shows other numbers.
"""
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

arguments = [each for each in sys.argv[1:] if each != "--json"]
as_json = "--json" in sys.argv
runs = 5
if "--runs" in arguments:
    at = arguments.index("--runs")
    runs = int(arguments[at + 1])
    del arguments[at:at + 2]
build, words = arguments[0], arguments[1:]
program = os.path.join(build, "convreel")
roomy = "/dev/shm" if os.path.isdir("/dev/shm") else None
folder = tempfile.mkdtemp(prefix="convreel-bench-", dir=roomy)
python = os.environ.get("PYTHON", "/usr/bin/python3")
rows, missing = [], []


def run(command, times=1):
    """CPU seconds, its children's too, and the greatest memory in MB."""
    seconds, memory = 0.0, 0.0
    for _ in range(times):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        told = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        if status:
            raise RuntimeError("%s: %s" % (" ".join(command), told.decode(errors="replace")[-300:]))
        seconds += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss / 1024)
    return seconds / times, memory


def cpu(*command):
    return run(list(command))[0]


def cpu_of_ten(*command):
    return run(list(command), 10)[0]


def wanted(name):
    return not words or any(word in name for word in words)


def add(name, against, ratios, bound, at_least=False):
    middle = statistics.median(ratios)
    keeps = middle >= bound if at_least else middle <= bound
    rows.append({"name": name, "against": against, "ratio": middle, "least": min(ratios),
                 "greatest": max(ratios), "bound": bound, "at_least": at_least, "keeps": keeps})
    if not as_json:
        print("%-44s %-30s %8.3f  %8.3f to %-8.3f %s %-7g %s" %
              (name, against, middle, min(ratios), max(ratios), ">=" if at_least else "<=", bound,
               "" if keeps else "over" if not at_least else "under"), flush=True)


def pair(name, against, ours, theirs, bound, how=cpu, at_least=False):
    """ours, theirs: commands."""
    if not wanted(name):
        return False
    ratios = []
    for _ in range(runs):
        try:
            a, b = how(*ours), how(*theirs)
        except RuntimeError as error:
            missing.append("%s: %s" % (name, str(error).strip().splitlines()[-1]))
            return False
        ratios.append(a / b)
    add(name, against, ratios, bound, at_least)
    return True


def need(name, *commands):
    """Whether a row is wanted and everything that it needs is there."""
    if not wanted(name):
        return False
    gone = [each for each in commands if not shutil.which(each)]
    if gone:
        missing.append("%s: no %s" % (name, ", ".join(gone)))
    return not gone


def scene(name, text):
    path = os.path.join(folder, name + ".yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def render(path, *options):
    return [program, "render", "-q", path, *options]


def file_of(name):
    return os.path.join(folder, name)


def size_of(*paths):
    return sum(os.path.getsize(path) for path in paths)


bare = [python, "-S", "-c", "pass"]
values = scene("values", "input: {size: 8, random: {seed: 7}}\n"
               "layer: {type: Conv2d, kernel_size: 3, padding: 1}\n"
               "kernel: {random: {seed: 3, low: 0, high: 4}}\n"
               "timeline: {step: 0.5, move: 0.5, hold_first: 0, hold_last: 0}\n"
               "output: {fps: 60, steps: 0..11}\n")


# ---- films ----

def film(name, path, size, preset, bound, more_bytes=None):
    """The whole program against ffmpeg on the same frames, which lie in memory."""
    if not need(name, "ffmpeg", "ffprobe"):
        return
    options = ["--size", size, "--preset", preset]
    run(render(path, *options, "--crf", "0", "-o", file_of("lossless.mp4")))
    probe = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries",
                            "stream=width,height,r_frame_rate", "-of", "csv=p=0",
                            file_of("lossless.mp4")], capture_output=True, text=True, check=True)
    width, height, rate = probe.stdout.strip().split(",")[:3]
    run(["ffmpeg", "-v", "error", "-y", "-i", file_of("lossless.mp4"), "-pix_fmt", "yuv420p", "-f",
         "rawvideo", file_of("frames.yuv")])
    os.remove(file_of("lossless.mp4"))
    theirs = ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s",
              width + "x" + height, "-r", rate, "-i", file_of("frames.yuv"), "-c:v", "libx264",
              "-preset", preset, "-crf", "18", "-threads", "4", file_of("theirs.mp4")]
    ours = render(path, *options, "-o", file_of("ours.mp4"))
    is_made = pair(name, "ffmpeg, the same frames", ours, theirs, bound)
    if is_made and more_bytes:
        add(name + ", bytes", "ffmpeg, the same frames",
            [size_of(file_of("ours.mp4")) / size_of(file_of("theirs.mp4"))], more_bytes)
    os.remove(file_of("frames.yuv"))


def films():
    for preset in ("ultrafast", "veryfast", "medium"):
        film("film 1080p60, " + preset, values, "1080p", preset, 1.05, 1.03)
    film("film 4K60, veryfast", values, "4k", "veryfast", 1.05, 1.03)
    lecture = scene("lecture", "input: 5\nlayer: {type: Conv2d, kernel_size: 3}\n"
                    "transition: fade\noutput: {fps: 60, subtitles: burn}\nshots:\n"
                    "  - {card: '# One', say: How large is it?, for: 3}\n"
                    "  - {layer: {padding: 1}, say: A ring of zeros., for: 8, steps: 0..7}\n"
                    "  - {card: '# Two', say: And now with stride., for: 3}\n"
                    "  - {layer: {stride: 2}, say: It leaves places out., for: 8}\n")
    film("lecture film 1080p60, fades and subtitles", lecture, "1080p", "veryfast", 1.15)
    for size, most in (("1080p", 60), ("4k", 110)):
        name = "memory of a film, MB, " + size
        if wanted(name):
            memory = run(render(values, "--size", size, "--format", "null", "-o", "/dev/null"))[1]
            add(name, "(its bound is MB)", [memory], most)


# ---- pictures ----

def sequence(name, path, view, most_bytes, packing="fast"):
    """PNG files of all pictures against Cairo's own writer."""
    if not wanted(name):
        return
    place = file_of(view)
    os.makedirs(place)
    ours, theirs, ratios = 0, 0, []
    command = render(path, "--view", view, "--size", "1080p", "--pictures", "all",
                     "--png", packing, "-o", place + "/%04d.png")
    for _ in range(3):
        ours = cpu(*command)
        files = sorted(os.path.join(place, each) for each in os.listdir(place) if ".png" in each)
        told = subprocess.run([os.path.join(build, "tests/bench_png"), *files],
                              capture_output=True, text=True, check=True).stdout.split()
        theirs = float(told[0])
        ratios.append(theirs / ours)
    add(name, "Cairo's writer, times faster", ratios, {"fast": 20, "small": 4}[packing],
        at_least=True)
    add(name + ", bytes", "Cairo's writer", [size_of(*files) / int(told[1])], most_bytes)
    shutil.rmtree(place)


def threads():
    name = "two threads, of what two loops gain"
    if not wanted(name) or (os.cpu_count() or 1) < 2:
        return
    import time
    loop = [python, "-S", "-c", "for i in range(12000000): pass"]
    place = file_of("threads")
    os.makedirs(place)
    shares = []

    def wall(*commands):
        start = time.monotonic()
        children = [subprocess.Popen(each, stdout=subprocess.DEVNULL) for each in commands]
        for child in children:
            child.wait()
        return time.monotonic() - start

    def gain():
        return 2 * wall(loop) / wall(loop, loop)

    for _ in range(runs):
        before = gain()
        one, two = [wall(render(values, "--size", "1080p", "--pictures", "all", "-o",
                                place + "/%04d.png", "-j", jobs)) for jobs in ("1", "2")]
        after = gain()
        if min(before, after) >= 1.5:
            shares.append(one / two / ((before + after) / 2))
    if shares:
        add(name, "two spinning loops", shares, 0.85, at_least=True)
    else:
        missing.append(name + ": two loops gain less than 1.5 here and now")
    shutil.rmtree(place)


def gifs():
    # Figures within the guide's text; the other 19 are its animations.
    still = ("full_picture", "kernel_values", "matrix_c", "matrix_c_resized",
             "no_padding_no_strides_explained", "no_padding_strides_explained",
             "strides_subsampling")
    name = "GIF, CPU"
    if need(name, "convert", "gifsicle"):
        place = file_of("gif")
        os.makedirs(place)
        run(render(values, "--size", "640x360", "--fps", "15", "--pictures", "all", "-o",
                   place + "/%04d.png"))
        theirs = ["sh", "-c", "convert -delay 7 %s/*.png -loop 0 %s && gifsicle -O3 %s -o %s" %
                  (place, file_of("a.gif"), file_of("a.gif"), file_of("b.gif"))]
        ours = render(values, "--size", "640x360", "--fps", "15", "-o", file_of("ours.gif"))
        if pair(name, "convert and gifsicle -O3", ours, theirs, 0.05):
            add("GIF, bytes", "convert and gifsicle -O3",
                [size_of(file_of("ours.gif")) / size_of(file_of("b.gif"))], 0.55)
    guide = sorted("scenes/guide/" + each for each in os.listdir("scenes/guide")
                   if each.endswith(".yaml") and each[:-len(".yaml")] not in still)
    pair("the guide's GIFs in one call", "python3 -S -c pass",
         [program, "render", "-q", *guide, "--dpi", "150", "-o", file_of("%s.gif")], bare, 75)
    plot = file_of("plot.py")
    with open(plot, "w", encoding="utf-8") as file:
        file.write("import matplotlib, sys\nmatplotlib.use('Agg')\n"
                   "from matplotlib import pyplot, animation\nimport numpy\n"
                   "figure, axes = pyplot.subplots(figsize=(6.4, 3.6))\n"
                   "image = axes.imshow(numpy.zeros((8, 8)), vmax=9)\n"
                   "def update(n):\n    image.set_data(numpy.full((8, 8), n % 9))\n"
                   "    return [image]\n"
                   "animation.FuncAnimation(figure, update, 60).save(sys.argv[1], 'pillow', 15)\n")
    name = "60 pictures as GIF, of matplotlib's time"
    if wanted(name) and subprocess.run([python, "-c", "import matplotlib"], check=False,
                                       capture_output=True).returncode == 0:
        pair(name, "matplotlib's writer",
             render(values, "--size", "640x360", "--fps", "10", "-o", file_of("ours.gif")),
             [python, plot, file_of("plot.gif")], 1)
    elif wanted(name):
        missing.append(name + ": no python3-matplotlib")


# ---- starting, and growing ----

def starts():
    pair("first picture, 640x360", "python3 -S -c pass",
         render("docs/values.yaml", "--size", "640x360", "--steps", "0", "-o", file_of("first.png")),
         bare, 2.3, cpu_of_ten)
    pair("check without a size", "python3 -S -c pass", [program, "check", "docs/values.yaml"], bare,
         1.1, cpu_of_ten)
    pair("--help", "python3 -S -c pass", [program, "--help"], bare, 0.7, cpu_of_ten)
    name = "the gallery's first pictures, 1080p"
    if not wanted(name):
        return
    gallery = sorted("scenes/gallery/" + each for each in os.listdir("scenes/gallery")
                     if each.endswith(".yaml"))
    times = []
    for path in gallery:
        ours = cpu_of_ten(*render(path, "--size", "1080p", "--steps", "0", "-o",
                                  file_of("first.png")))
        times.append(ours / cpu_of_ten(*bare))
    add(name, "python3 -S -c pass", times, 4)
    add(name + ", slowest", "python3 -S -c pass", [max(times)], 5)


def growth():
    for view in ("stacked", "flat"):
        name = "picture of 64 x 64 in view %s" % view
        if not wanted(name):
            continue
        seconds = []
        for side, scale in ((64, 1), (7, 1)):
            path = scene("side%d" % side, "input: {size: %d, random: {seed: 1}}\nview: %s\n"
                         "layer: {type: Conv2d, kernel_size: 3}\nkernel: {fill: 1}\n"
                         "output: {fps: 60, steps: 0..3}\n" % (side, view))
            few, many = [[*render(path, "--size", "1080p", "--pictures", "all", "--format", "null",
                                  "--steps", steps, "-o", "/dev/null")]
                         for steps in ("0..1", "0..4")]
            each = [cpu(*many) - cpu(*few) for _ in range(runs)]
            seconds.append(statistics.median(each))
        add(name, "one of 7 x 7", [seconds[0] / seconds[1]], 1.5)
    large = scene("million", "input: [1000, 1000]\nlayer: {type: Conv2d, kernel_size: 3, "
                  "padding: 1}\nview: stacked\ntimeline: {move: 0}\n")
    pair("check of a million steps", "python3 -S -c pass",
         [program, "check", large, "--size", "1080p", "--format", "png"], bare, 5, cpu_of_ten)
    name = "the last ten of a million steps"
    if wanted(name):
        command = render(large, "--size", "1080p", "--steps", "999990..999999", "-o",
                         file_of("%02d.png"))
        pair(name, "python3 -S -c pass", command, bare, 20)
        add(name + ", MB", "(its bound is MB)", [run(command)[1]], 150)


try:
    if not as_json:
        print("%-44s %-30s %8s  %20s %s" % ("figure", "against", "ratio", "least to greatest",
                                            "bound"))
    films()
    sequence("PNG sequence, nine stacked", "scenes/guide/padding_strides.yaml", "stacked", 1.06)
    sequence("PNG sequence, stacked", values, "stacked", 1.06)
    sequence("PNG sequence, flat", values, "flat", 1.2)
    sequence("small PNGs, stacked", values, "stacked", 0.9, "small")
    sequence("small PNGs, flat", values, "flat", 0.9, "small")
    threads()
    gifs()
    starts()
    growth()
    if as_json:
        print(json.dumps({"rows": rows, "missing": missing}, indent=1))
    else:
        for each in missing:
            print("left out: " + each)
        print("%d of %d figures keep their bounds" %
              (sum(row["keeps"] for row in rows), len(rows)))
finally:
    shutil.rmtree(folder, ignore_errors=True)
