"""The front end's files: what is copied, what is dropped, how the icon sprite is drawn."""

from pathlib import Path

import pytest

from scripts import assets
from scripts.steps import StepFailed

HOME = """<svg
  xmlns="http://www.w3.org/2000/svg"
  width="24"
>
  <path stroke="none" d="M0 0h24v24H0z" fill="none" />
  <path d="M5 12l-2 0" />
</svg>"""


@pytest.fixture
def icons(tmp_path: Path) -> Path:
    """A folder of two icons, laid out as the package has them."""
    for style in ("outline", "filled"):
        (tmp_path / style).mkdir()
    (tmp_path / "outline" / "home.svg").write_text(HOME)
    (tmp_path / "filled" / "star.svg").write_text(HOME)
    return tmp_path


def test_the_sprite_has_one_symbol_for_each_icon_without_the_blank_square(icons: Path) -> None:
    outline = (
        'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    )

    assert assets.sprite(["home", "filled/star"], icons).splitlines() == [
        '<svg xmlns="http://www.w3.org/2000/svg">',
        '<symbol id="star-filled" viewBox="0 0 24 24" fill="currentColor"><path d="M5 12l-2 0" /></symbol>',
        f'<symbol id="home" viewBox="0 0 24 24" {outline}><path d="M5 12l-2 0" /></symbol>',
        "</svg>",
    ]


def test_an_icon_that_does_not_exist_is_named(icons: Path) -> None:
    with pytest.raises(StepFailed, match="no such icon: hoem, cra"):
        assets.sprite(["home", "hoem", "cra"], icons)


def test_the_icon_list_takes_comments_and_refuses_doubles(tmp_path: Path) -> None:
    path = tmp_path / "icons.txt"
    path.write_text("# Areas\nhome\n\nfilled/star  # favourite\n")
    assert assets.read_icon_list(path) == ["home", "filled/star"]

    path.write_text("home\nstar\nhome\n")
    with pytest.raises(StepFailed, match=r"icons\.txt lists twice: home"):
        assets.read_icon_list(path)


@pytest.mark.parametrize("pointer", ["//# sourceMappingURL=a.js.map", "/*# sourceMappingURL=a.css.map */"])
def test_the_pointer_to_a_source_map_is_dropped_and_nothing_else(pointer: str) -> None:
    assert assets.without_source_map(f"a;\n{pointer}\nb;\n") == "a;\nb;\n"
    assert assets.without_source_map(f"a;\n{pointer}") == "a;\n"


def test_no_node_and_a_broken_node_count_as_none(tmp_path: Path) -> None:
    broken = tmp_path / "node"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)

    assert assets.node_major(None) == 0
    assert assets.node_major(str(broken)) == 0
