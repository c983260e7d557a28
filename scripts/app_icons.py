"""Draw the app's icons as PNG from their geometry; run by hand when the mark changes: `python -m scripts.app_icons`."""

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parent.parent / "src" / "forecourt" / "static" / "icons"
BLUE, WHITE = (6, 111, 209, 255), (255, 255, 255, 255)
GRID = 32
SUPERSAMPLE = 4
# The car of the mark on a grid of 32: body, cabin, window, wheels.
BODY = (7, 17.5, 25, 22.5)
CABIN = [(7.2, 19), (10.2, 12), (11.6, 11.2), (20.4, 11.2), (21.8, 12), (24.8, 19)]
WINDOW = [(10.4, 17.3), (12, 13.6), (20, 13.6), (21.6, 17.3)]
WHEELS = ((7, 21, 10.5, 24.5), (21.5, 21, 25, 24.5))


def draw(size: int, *, maskable: bool = False) -> Image.Image:
    """The mark in `size` pixels; maskable fills the square and keeps the car in its inner four fifths."""
    edge = size * SUPERSAMPLE
    image = Image.new("RGBA", (edge, edge), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((0, 0, edge - 1, edge - 1), 0 if maskable else edge // 4, fill=BLUE)
    scale = edge / GRID * (0.8 if maskable else 1)
    offset = edge * 0.1 if maskable else 0

    def at(*numbers: float) -> list[float]:
        return [number * scale + offset for number in numbers]

    pen.polygon([tuple(at(*point)) for point in CABIN], fill=WHITE)
    pen.rounded_rectangle(at(*BODY), scale, fill=WHITE)
    for wheel in WHEELS:
        pen.rounded_rectangle(at(*wheel), scale, fill=WHITE)
    pen.polygon([tuple(at(*point)) for point in WINDOW], fill=BLUE)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def main() -> None:
    """Write all sizes that the manifest and the pages name."""
    for size in (180, 192, 512):
        draw(size).save(FOLDER / f"forecourt-{size}.png", optimize=True)
    draw(512, maskable=True).save(FOLDER / "forecourt-maskable-512.png", optimize=True)


if __name__ == "__main__":
    main()
