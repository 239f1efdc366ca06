"""Makes the pictures of this folder and `expected.txt`: for each the SHA-256 of its red, green and blue bytes as Pillow decodes them, and of
the square of 24 that torchvision's Resize(32) and CenterCrop(24) cut from it. Needs numpy and Pillow; run in this folder."""

import hashlib

import numpy as np
from PIL import Image

rows, columns = 45, 70
y, x = np.mgrid[0:rows, 0:columns]
random = np.random.default_rng(1)
waves = [128 + 90 * np.sin(x / 5 + k) * np.cos(y / (4 + k)) + random.normal(0, 6, (rows, columns)) for k in range(3)]
colour = Image.fromarray(np.clip(np.stack(waves, 2), 0, 255).astype(np.uint8))


def square(image):
    w, h = image.size
    short = min(w, h)
    size = tuple(32 if n == short else int(32 * n / short) for n in (w, h))
    image = image.resize(size, Image.BILINEAR)
    left, top = (int(round((n - 24) / 2.0)) for n in size)
    return image.crop((left, top, left + 24, top + 24))


def digest(image):
    return hashlib.sha256(image.tobytes()).hexdigest()


lines = []


def note(name, image=None):
    image = (image or Image.open(name)).convert("RGB")
    lines.append(f"{name} {image.height} {image.width} {digest(image)} {digest(square(image))}")


colour.save("420.jpg", quality=85, subsampling=2)
colour.save("422.jpg", quality=80, subsampling=1)
colour.save("444.jpg", quality=95, subsampling=0)
colour.save("progressive.jpg", quality=70, progressive=True)
colour.transpose(Image.ROTATE_90).save("upright.jpg", quality=60)
colour.convert("L").save("grey.jpg")
colour.convert("CMYK").save("cmyk.jpg")
colour.resize((20, 17)).save("small.jpg")
colour.save("colour.png")
colour.convert("L").save("grey.png")
colour.convert("1").save("two.png")
colour.quantize(17).save("palette.png")
see_through = colour.convert("RGBA")
see_through.putalpha(colour.convert("L"))
see_through.save("alpha.png")
for name in [
    "420.jpg", "422.jpg", "444.jpg", "progressive.jpg", "upright.jpg", "grey.jpg", "cmyk.jpg", "small.jpg", "colour.png", "grey.png",
    "two.png", "palette.png", "alpha.png",
]:
    note(name)
deep = (np.clip(waves[0], 0, 255) * 257).astype(np.uint16)
Image.fromarray(deep).save("deep.png")
note("deep.png", Image.fromarray(((deep.astype(np.int64) * 255 + 32767) // 65535).astype(np.uint8)))
open("expected.txt", "w").write("\n".join(lines) + "\n")
