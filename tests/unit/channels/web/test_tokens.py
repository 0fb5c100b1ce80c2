"""What a municipality may put into its file of tokens, and what not."""

from pathlib import Path

import pytest

from actions.config import SettingsError
from channels.web.tokens import read_tokens


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tokens.css"


def test_without_a_file_there_is_no_style() -> None:
    assert read_tokens(None) == ""


def test_tokens_of_any_selector_come_out_for_pages_and_for_the_chat(file: Path) -> None:
    file.write_text(
        ".gemeente-theme { /* huisstijl */\n --np-brand: light-dark(#00811f, #8fd6a6);\n"
        '--utrecht-button-border-radius: 0; --np-font: "Noto Sans",\n sans-serif; }'
    )
    assert read_tokens(file) == (
        ":root, :host {\n"
        "  --np-brand: light-dark(#00811f, #8fd6a6);\n"
        "  --utrecht-button-border-radius: 0;\n"
        '  --np-font: "Noto Sans", sans-serif;\n'
        "}\n"
    )


@pytest.mark.parametrize(
    "content",
    [
        ":root { --np-brand: url(https://elsewhere.example/x.png); }",
        ":root { --np-brand: URL (x.png); }",
        "@import 'https://elsewhere.example/x.css';",
        ":root { --np-brand: red; } .danger { display: none; }",
        ":root { color: red; }",
        ":root { --other: red; }",
        ":root { --np-brand: \\75rl(x); }",
        "zomaar wat tekst { ",
    ],
)
def test_anything_that_could_fetch_or_hide_is_refused(file: Path, content: str) -> None:
    file.write_text(content)
    with pytest.raises(SettingsError, match="NIETPLUIS_TOKENS_FILE"):
        read_tokens(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"weg\.css"):
        read_tokens(tmp_path / "weg.css")
