#!/bin/sh
# View matrix where a cell is less than a pixel: each pixel has the weights of its cells, counted
# here again from the layer's own definition.
set -u
. tests/checks.sh
cd "$folder" || exit 1
cat >scene.yaml <<'END'
input: 40
layer: {type: Conv2d, kernel_size: 3}
kernel: {values: [[1, 0, 2], [-1, -1, -3], [0, 0, 5]]}
view: matrix
END
ends "it is drawn" 0 "$program" render -q scene.yaml --steps 0 --size 640x360 -o dots.svg
same "pixels" good "$(/usr/bin/python3 2>&1 - <<'END'
import base64, io, re
from PIL import Image

side, out, kernel = 40, 38, [[1, 0, 2], [-1, -1, -3], [0, 0, 5]]
at, data = re.search(r'<image ([^>]*matrix-dots[^>]*)href="data:image/png;base64,([^"]*)"',
                     open("dots.svg").read()).groups()
image = Image.open(io.BytesIO(base64.b64decode(data))).convert("RGBA")
width, height = image.size
for name, pixels in ("width", width), ("height", height):
    given = float(re.search(r'\b%s="([^"]*)"' % name, at)[1])
    assert 0 <= pixels - given < 1, (name, pixels, given)
counts = {}
for row in range(out * out):
    for i in range(3):
        for j in range(3):
            column = (row // out + i) * side + row % out + j
            place = column * width // side ** 2, row * height // out ** 2
            sign = (kernel[i][j] > 0) - (kernel[i][j] < 0)
            counts.setdefault(place, {-1: 0, 0: 0, 1: 0})[sign] += 1
cells = out ** 2 * side ** 2 / (width * height)
alone = {}
for place, count in counts.items():
    kinds = [sign for sign in count if count[sign]]
    if len(kinds) == 1:
        alone.setdefault(kinds[0], image.getpixel(place)[:3])
assert len(alone) == 3 and len(set(alone.values())) == 3, alone
for x in range(width):
    for y in range(height):
        pixel, count = image.getpixel((x, y)), counts.get((x, y))
        if not count:
            assert pixel[3] == 0, (x, y, pixel)
            continue
        total = sum(count.values())
        wanted = [sum(count[sign] * alone[sign][k] for sign in count) / total for k in range(3)]
        wanted.append(255 * min(1, max(0.4, total / cells)))
        assert all(abs(a - b) <= 1.5 for a, b in zip(pixel, wanted)), (x, y, pixel, wanted)
print("good")
END
)"
finish
