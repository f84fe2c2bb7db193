"""The cache never lies: whatever happens to the files or to it, every reading command answers as without it."""

from pathlib import Path

import pytest
from cache_play import Play


@pytest.mark.parametrize("seed", [11])
def test_every_command_answers_as_without_a_cache(tmp_path: Path, seed: int) -> None:
    play = Play(tmp_path / "rating", seed)
    for _ in range(25):
        name = play.happen()
        assert not play.differences(3), name
