"""A paste is text: nothing in it is a key, whatever it holds and in however many pieces it comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.drivers import linux_driver
from textual.events import Key, Paste

from tests.tui.keyboard import Begin
from tui.screens.attached import AttachedApp
from tui.screens.pasting import PasteParser, pasted

START, END = "\x1b[200~", "\x1b[201~"
COLOURED = "12:01 \x1b[31mERROR\x1b[0m saves fail\n12:02 \x1b[1;33mWARN\x1b[0m slow\n"


def read(*pieces: str) -> list[str]:
    """Pastes as `paste: TEXT`, keys by their names."""
    parser, found = PasteParser(), []
    for piece in pieces:
        for event in parser.feed(piece):
            assert isinstance(event, Key | Paste)
            found.append(f"paste: {pasted(event.text)}" if isinstance(event, Paste) else event.key)
    return found


def test_colours_in_a_paste_are_left_out_and_its_ends_of_lines_send_nothing() -> None:
    assert read(f"a{START}{COLOURED}{END}b") == ["a", "paste: 12:01 ERROR saves fail\n12:02 WARN slow\n", "b"]


@pytest.mark.parametrize(
    "inside", ["\x1b", "\x1b\x1b[31m", "\x1b[2", "\x1b]0;title\x07", "\x1b[200~", "\x1b[A", "\x1bOP"]
)
def test_what_looks_like_a_key_or_a_mark_stays_in_the_paste(inside: str) -> None:
    found = read(f"{START}XX {inside}{END}", "z")
    assert [one[:9] for one in found] == ["paste: XX", "z"]


@given(st.text("a[\x1b20\n1~", max_size=12), st.integers(1, 7))
def test_pieces_make_no_difference(text: str, size: int) -> None:
    whole = f"q{START}{text.replace(END, '')}{END}z"
    pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
    assert read(*pieces) == read(whole)


def test_keys_are_read_as_before() -> None:
    assert read("\x1b[A", "\x1b[", "1;5C", "x", "\x1b[201~y") == ["up", "ctrl+right", "x", "y"]


def test_line_ends_of_every_kind_are_ours() -> None:
    assert pasted("a\r\nb\rc\n\td\x00\x07e\x9bf") == "a\nb\nc\n\tdef"


def test_a_program_reads_its_terminal_so() -> None:
    AttachedApp[str]().get_driver_class()
    assert vars(linux_driver)["XTermParser"] is PasteParser


async def test_a_log_with_colours_in_a_form_sends_nothing(play: Begin) -> None:
    async with play(at_s=300) as p:
        await p.press("w")
        await p.at_once(Paste(COLOURED))
        assert p.form().values()["text"] == "12:01 ERROR saves fail\n12:02 WARN slow\n"
