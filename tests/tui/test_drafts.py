import os
from pathlib import Path

import pytest

from tui.drafts import Drafts


def test_a_draft_outlives_the_program(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    Drafts(path).keep("post_update", {"text": "We know “that” …", "accounts": ["a", "b"]})
    again = Drafts(path)
    assert again.get("post_update") == {"text": "We know “that” …", "accounts": ["a", "b"]}
    assert again.names() == ("post_update",)


def test_a_sent_draft_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    drafts = Drafts(path)
    drafts.keep("reply", {"text": "x"})
    drafts.drop("reply")
    drafts.drop("reply")
    assert Drafts(path).get("reply") is None


def test_an_unreadable_file_is_set_aside_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    path.write_text("{ half a", encoding="utf-8")
    drafts = Drafts(path)
    drafts.keep("reply", {"text": "x"})
    assert (tmp_path / "d.json.unreadable").read_text(encoding="utf-8") == "{ half a"


def test_a_write_that_dies_half_way_leaves_the_old_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "d.json"
    drafts = Drafts(path)
    drafts.keep("reply", {"text": "old"})

    def broken(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", broken)
    drafts.keep("reply", {"text": "new"})
    assert drafts.problem == "Drafts cannot be saved: No space left on device."
    assert Drafts(path).get("reply") == {"text": "old"}
    assert drafts.get("reply") == {"text": "new"}


def test_without_a_file_drafts_stay_in_memory() -> None:
    drafts = Drafts()
    drafts.keep("reply", {"text": "x"})
    assert drafts.get("reply") == {"text": "x"}
