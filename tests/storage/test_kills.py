"""A step is whole or it is not there: runs killed before each of their calls that change the disk."""

import itertools
import signal
from pathlib import Path

import pytest
from kill_play import KillPlay


@pytest.mark.parametrize("undoing", [False, True], ids=["writing", "undo"])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=lambda how: how.name)
def test_a_step_over_several_files_is_whole_wherever_it_was_killed(
    tmp_path: Path, how: signal.Signals, undoing: bool
) -> None:
    play = KillPlay(tmp_path / "editions", 2, 1)
    play.answer("tiers")
    command = play.step_over_all()
    old, new = play.files(), play.after(command)
    outcomes = []
    for number in itertools.count(1):
        if undoing:
            play.answer(*command)
            play.steps = 1
        if not play.kill_at_call(["undo"] if undoing else command, number, how):
            break
        before, after = (new, old) if undoing else (old, new)
        outcomes.append(play.judge(before, after, undoing))
        if play.steps:
            assert play.answer("undo")[0] == 0
            play.steps = 0
        assert play.files() == old
    assert len(outcomes) > 10
    if how is signal.SIGKILL:
        assert set(outcomes) == {"not there", "torn, then finished", "finished"}
    else:
        assert "finished" in outcomes
        assert set(outcomes) <= {"not there", "finished"}


def test_runs_killed_at_random_instants_leave_whole_steps(tmp_path: Path) -> None:
    play = KillPlay(tmp_path / "editions", 12, 20261126)
    play.answer("tiers")
    for number in range(40):
        over_all = number % 2 == 0
        command = play.step_over_all() if over_all else play.step_in_one()
        play.round(command, over_all=over_all, kill=play.kill_at_random)
        if number > 3 and sum(count for name, count in play.found.items() if name.endswith(": killed")) > 3:
            return
    raise AssertionError(f"every run ended before it was killed: {play.found}")
