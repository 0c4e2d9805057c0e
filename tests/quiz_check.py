"""Answers a quiz by itself, from the numbers and the layer that each question prints: Moodle's XML,
then GIFT, which must ask the same. quiz_check.py FILE.xml FILE.gift"""
import itertools
import re
import sys
import xml.etree.ElementTree as ET


def planes(html, name):
    """{indices: rows} of the tables below "name 1, 0:"."""
    found = re.findall(rf"<p>{name}([ \d,]*):</p><table border=\"1\">(.*?)</table>", html)
    return {tuple(map(int, re.findall(r"\d+", indices))):
            [[float(cell) for cell in re.findall(r"<td>(.*?)</td>", row)]
             for row in table.split("<tr>")[1:]] for indices, table in found}


def pair(code, key, usual, axes):
    given = re.search(rf"{key}=\(([^)]*)\)|{key}=(-?\d+)", code)
    if not given:
        return [usual] * axes
    numbers = [int(n) for n in re.findall(r"-?\d+", given.group(1) or given.group(2))]
    return numbers if len(numbers) == axes else numbers * axes


def value(html, code, place):
    """Of a convolution, direct or transposed, or a max pool, at [channel] row, column."""
    inputs, kernels, bias = planes(html, "input"), planes(html, "kernel"), planes(html, "bias")
    axes = 1 if "1d" in code else 2
    size = pair(code, "kernel_size", 1, axes)
    stride = pair(code, "stride", size[0] if "Pool" in code else 1, axes)
    padding, dilation = pair(code, "padding", 0, axes), pair(code, "dilation", 1, axes)
    if axes == 1:
        size, stride, padding, dilation = ([1] + size, [1] + stride, [0] + padding, [1] + dilation)
    out, place = (place[0], place[1:]) if len(place) > axes else (0, place)
    place = [0] * (2 - len(place)) + place
    terms = []
    for indices, plane in inputs.items():
        channel = indices[0] if indices else 0
        if "Transpose" in code:
            kernel = kernels.get((channel, out)) or kernels[()]
            terms += [plane[y][x] * kernel[a][b] for y in range(len(plane)) for x in range(len(plane[0]))
                      for a in range(size[0]) for b in range(size[1])
                      if [y * stride[0] - padding[0] + a * dilation[0],
                          x * stride[1] - padding[1] + b * dilation[1]] == place]
            continue
        if "Pool" in code and channel != out:
            continue
        for tap in itertools.product(range(size[0]), range(size[1])):
            at = [place[i] * stride[i] - padding[i] + tap[i] * dilation[i] for i in (0, 1)]
            if 0 <= at[0] < len(plane) and 0 <= at[1] < len(plane[0]):
                unit = plane[at[0]][at[1]]
                if "Pool" in code:
                    terms.append(unit)
                else:
                    kernel = kernels.get((out, channel)) or kernels[()]
                    terms.append(unit * kernel[tap[0]][tap[1]])
    return max(terms) if "Pool" in code else sum(terms) + (bias[()][0][out] if bias else 0)


def check(name, html, answer):
    code = re.search(r"<pre>(.*?)</pre>", html, re.S).group(1)
    if "What is the value" in html:
        place = [int(n) for n in re.findall(r"(?:channel|row|column|unit) (\d+)", html)]
        right = value(html, code, place)
        assert abs(right - answer) < 1e-9, (name, right, answer)
    sizes = re.search(r"has the sizes \[([\d, ]+)\]", html)
    if sizes and code.count("Conv2d") + code.count("Pool") == 1:
        length = int(sizes.group(1).split(",")[1])
        axes = 1 if "1d" in code else 2
        size = pair(code, "kernel_size", 1, axes)[0]
        stride = pair(code, "stride", size if "Pool" in code else 1, axes)[0]
        right = (length + 2 * pair(code, "padding", 0, axes)[0] - size) // stride + 1
        assert right == answer, (name, right, answer)
    if "does one unit of the output see" in html and "\n" not in code.strip():
        axes = 1 if "1d" in code else 2
        size, stride = (pair(code, key, 1, axes)[0] for key in ("kernel_size", "stride"))
        dilation = pair(code, "dilation", 1, axes)[0]
        assert ("at most" in html) == ("Transpose" in code), (name, html)
        right = (size - 1) * dilation + 1
        if "Transpose" in code:  # the most stamps that meet in a row
            right = max(sum((y - tap) % stride == 0 for tap in range(size)) for y in range(stride))
        assert right == answer, (name, right, answer)
    if "How many parameters" in html and "Pool" not in code and "Transpose" not in code:
        channels = [int(n) for n in re.search(r"\((\d+), (\d+)", code).groups()]
        axes = 1 if "1d" in code else 2
        right = channels[0] * channels[1] + 0
        for n in pair(code, "kernel_size", 1, axes):
            right *= n
        right += 0 if "bias=False" in code else channels[1]
        assert right == answer, (name, right, answer)


def main():
    names, kinds, answers = set(), set(), []
    for question in ET.parse(sys.argv[1]).getroot():
        if question.get("type") == "category":
            continue
        name = question.find("name/text").text
        assert name not in names, name
        names.add(name)
        kinds.add(re.sub(r".*, (\D+) \d+$", r"\1", name))
        answer = question.find("answer/text").text
        answers.append(answer)
        check(name, question.find("questiontext/text").text, float(answer))
    gift = re.sub(r"\\n", "\n", open(sys.argv[2], encoding="utf-8").read())
    asked = re.findall(r"^::((?:\\.|[^:\\])*)::\[html\]((?:\\.|[^\\{}~=#])*)"
                       r"\{#(-?[\d.e+-]+):([\d.]+)####((?:\\.|[^\\{}~=#])*)\}$", gift, re.M)
    assert [question[2] for question in asked] == answers, "GIFT asks for other numbers"
    assert len(asked) == gift.count("\n::"), "GIFT has questions that cannot be read"
    assert {"size", "receptive field", "parameters"} <= kinds, kinds
    print(len({re.search(r", (\d+), ", name).group(1) for name in names}), "seeds are right")


main()
