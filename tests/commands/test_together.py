"""Several people on one rating: saving, fetching, answering, in every state a repository may be in."""

import json
import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from clones import Clone, Team
from together_play import play

NORTH = "2026/north.yaml"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Team:
    return Team(tmp_path_factory.mktemp("team") / "template", "anna", "boris")


@pytest.fixture
def team(template: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    monkeypatch.delenv("RATINGCTL_ROOT", raising=False)
    return template.copy(tmp_path / "team")


@pytest.fixture
def anna(team: Team) -> Clone:
    return team.clones[0]


@pytest.fixture
def boris(team: Team) -> Clone:
    return team.clones[1]


def add(clone: Clone, title: str, region: str = "north", date: str = "2026-03") -> str:
    done = clone.does("add-event", "-r", region, "-k", "talks", "-t", title, "--date", date, "--no-input", "-f", "json")
    return str(json.loads(done.out)["id"])


def set_field(clone: Clone, path: str, old: str, new: str) -> None:
    text = clone.text(path)
    assert old in text
    clone.write(path, text.replace(old, new))


# What goes well.


def test_both_add_to_one_region_and_nothing_is_asked(anna: Clone, boris: Clone) -> None:
    first, second = add(anna, "Anna talks"), add(boris, "Boris talks")
    anna.does("save")
    outcome = boris.does("save", "-f", "json")
    data = json.loads(outcome.out)
    assert data["merged"] == [NORTH]
    assert (data["questions"], data["shared"]) == ([], True)
    anna.does("sync")
    assert anna.tree() == boris.tree()
    assert first in boris.text(NORTH)
    assert second in anna.text(NORTH)


def test_the_message_says_what_changed(anna: Clone) -> None:
    event = add(anna, "Anna talks")
    anna.does("score", "south", "8")
    anna.does("save", "-m", "After the forum")
    message = anna.git("log", "-1", "--format=%B")
    assert message.startswith("After the forum\n\nnorth: 1 event; south: score 6 → 8\n")
    assert f"2026/north.yaml: + {event} 2026-03 Anna talks" in message


def test_after_each_change_one_line_says_how_much_is_unsaved(anna: Clone) -> None:
    outcome = anna.does("score", "south", "8")
    assert outcome.err.endswith("1 change is not saved yet: ratingctl save\n")


def test_status_says_what_is_not_shared_and_how_to_go_on(anna: Clone, boris: Clone) -> None:
    def said(clone: Clone) -> tuple[int, int, bool, str]:
        found = json.loads(clone("status", "-f", "json").out)
        row = next((line for line in clone("status").out.split("\n") if line.startswith("Not shared")), "")
        return found["unshared"], found["unfetched"], found["merging"], row

    assert said(anna) == (0, 0, False, "")
    add(anna, "A bridge is planned")
    anna.does("save")
    boris.git("fetch", "-q")
    assert said(boris)[:3] == (0, 1, False)
    assert "`ratingctl sync`" in said(boris)[3]
    boris.git("commit", "-q", "--allow-empty", "-m", "Nothing")
    assert said(boris)[:3] == (1, 1, False)
    assert "`ratingctl save`" in said(boris)[3]
    boris.git("merge", "-q", "--no-commit", "--no-ff", "origin/main")
    assert said(boris)[2] is True
    assert "`ratingctl resolve`" in said(boris)[3]


def test_only_the_files_of_the_rating_are_saved(anna: Clone) -> None:
    (anna.path / "notes.txt").write_text("mine\n")
    (anna.path / "staged.txt").write_text("mine\n")
    anna.git("add", "staged.txt")
    anna.does("score", "south", "8")
    anna.does("save")
    assert anna.git("status", "--porcelain") == "A  staged.txt\n?? notes.txt"
    assert anna.git("show", "--name-only", "--format=", "HEAD") == "editions/2026/south.yaml"


def test_nothing_to_save_is_no_error(anna: Clone) -> None:
    assert "nothing is unsaved" in anna.does("save").out


# Questions.


def test_two_scores_are_asked_and_an_option_answers(anna: Clone, boris: Clone) -> None:
    anna.does("score", "north", "8")
    boris.does("score", "north", "3")
    anna.does("save")
    outcome = boris("save", "-f", "json")
    assert outcome.code == 1
    (question,) = json.loads(outcome.out)["questions"]
    assert (question["mine"]["score"], question["theirs"]["score"]) == ("3", "8")
    assert (question["by_mine"], question["by_theirs"]) == ("Boris", "Anna")
    assert boris.git("status", "--porcelain") == ""
    assert json.loads(boris("resolve", "--list", "-f", "json").out)["questions"] == [question]
    boris.does("save", "--theirs", "north")
    assert "score: 8" in boris.text(NORTH)


def test_words_that_name_no_question_are_refused(anna: Clone, boris: Clone) -> None:
    anna.does("score", "north", "8")
    boris.does("score", "north", "3")
    anna.does("save")
    outcome = boris("save", "--mine", "south")
    assert outcome.code == 2
    assert "north.score" in outcome.err


def test_what_each_side_did_is_sound_and_both_together_are_not(anna: Clone, boris: Clone) -> None:
    first, second = add(anna, "Anna talks"), add(anna, "Boris listens")
    anna.does("save")
    boris.does("sync")
    anna.does("link", first, "--follows", second)
    anna.does("save")
    boris.does("link", second, "--follows", first)
    before = boris.text(NORTH)
    outcome = boris("save")
    assert outcome.code == 2
    assert "L303" in outcome.err
    assert boris.text(NORTH) == before
    boris.does("unlink", second)
    boris.does("save")
    assert boris.does("validate").code == 0


# States.


def test_without_a_name_the_two_lines_are_said(anna: Clone) -> None:
    anna.git("config", "--unset", "user.name")
    anna.git("config", "--unset", "user.email")
    anna.does("score", "south", "8")
    outcome = anna("save")
    assert outcome.code == 2
    assert "git config user.name" in outcome.err
    assert "git config user.email" in outcome.err


def test_without_another_repository_it_is_saved_here(anna: Clone) -> None:
    anna.git("remote", "remove", "origin")
    anna.does("score", "south", "8")
    outcome = anna.does("save", "-f", "json")
    data = json.loads(outcome.out)
    assert data["saved"] == anna.git("rev-parse", "HEAD")
    assert data["shared"] is False


def test_without_network_it_is_saved_and_not_shared(anna: Clone, team: Team) -> None:
    anna.git("remote", "set-url", "origin", str(team.folder / "gone.git"))
    anna.does("score", "south", "8")
    outcome = anna("save")
    assert outcome.code == 4
    assert "saved here, not yet shared" in outcome.err
    assert anna.git("log", "-1", "--format=%s") == "south: score 6 → 8"


def hook(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)


def test_a_failing_hook_changes_nothing(anna: Clone) -> None:
    hook(anna.path / ".git/hooks/pre-commit", "echo not today >&2; exit 1")
    anna.does("score", "south", "8")
    head = anna.git("rev-parse", "HEAD")
    outcome = anna("save")
    assert outcome.code == 4
    assert "not today" in outcome.err
    assert anna.git("rev-parse", "HEAD") == head
    assert anna.git("status", "--porcelain") == "M editions/2026/south.yaml"


def test_a_merge_is_signed_where_commits_are(anna: Clone, boris: Clone, team: Team) -> None:
    signer = team.folder / "gpg"
    signer.write_text("#!/bin/sh\nexit 1\n")
    signer.chmod(0o755)
    add(anna, "Anna talks")
    anna.does("save")
    add(boris, "Boris talks")
    boris.git("commit", "-qam", "by hand")
    boris.git("config", "commit.gpgSign", "true")
    boris.git("config", "gpg.program", str(signer))
    before = boris.tree()
    outcome = boris("sync")
    assert outcome.code == 4
    assert "failed to sign" in outcome.err
    assert boris.tree() == before
    signer.write_text(
        "#!/bin/sh\ncat >/dev/null\necho >&2\necho '[GNUPG:] SIG_CREATED ' >&2\necho -----BEGIN PGP SIGNATURE-----\n"
    )
    boris.does("sync")
    assert "gpgsig -----BEGIN" in boris.git("cat-file", "commit", "HEAD")


def test_a_file_that_one_side_removed_is_asked_about_with_what_the_other_side_changed(
    anna: Clone, boris: Clone
) -> None:
    (anna.root / NORTH).unlink()
    anna.does("save")
    add(boris, "Boris talks")
    outcome = boris("save")
    assert outcome.code == 1
    assert "removed the file, Boris" in outcome.out
    assert "Boris talks" in outcome.out


def test_a_protected_branch_gets_a_branch_of_ones_own(anna: Clone, boris: Clone, team: Team) -> None:
    hook(
        team.hub / "hooks/update",
        'if [ "$1" = refs/heads/main ]; then echo "open it: https://e.org/new" >&2; exit 1; fi',
    )
    anna.does("score", "south", "8")
    outcome = anna.does("save", "-f", "json")
    assert json.loads(outcome.out)["shared"] is True
    (branch,) = [line for line in anna.git("ls-remote", "origin").split("\n") if "anna/" in line]
    anna.does("score", "south", "9")
    anna.does("save")
    assert anna.git("rev-parse", "HEAD") in anna.git("ls-remote", "origin")
    assert branch.split("/")[2] == "anna"


def test_somebody_was_quicker_and_it_is_tried_again(anna: Clone, boris: Clone, team: Team) -> None:
    boris.does("score", "south", "9")
    boris.does("save")
    anna.does("score", "north", "8")
    (team.folder / "raced").write_text("")
    # While Anna's work is pushed for the first time, Boris's next commit arrives.
    boris.does("score", "south", "4")
    boris.git("commit", "-qam", "direct")
    hook(
        anna.path / ".git/hooks/pre-push",
        f"if [ -e {team.folder}/raced ]; then rm {team.folder}/raced; unset GIT_DIR; git -C {boris.path} push -q origin main; fi",
    )
    anna.does("save")
    assert "score: 4" in anna.text("2026/south.yaml")


def test_a_detached_head_is_given_a_branch(anna: Clone) -> None:
    anna.git("checkout", "-q", "--detach")
    anna.does("score", "south", "8")
    outcome = anna("save")
    assert outcome.code == 4
    assert "save --branch NAME" in outcome.err
    anna.does("save", "--branch", "mine")
    assert anna.git("branch", "--show-current") == "mine"


@pytest.mark.parametrize("driver", [True, False], ids=["driver", "no-driver"])
def test_an_unfinished_merge_is_resolved_and_concluded(anna: Clone, boris: Clone, driver: bool) -> None:
    first, second = add(anna, "Anna talks"), add(boris, "Boris talks")
    anna.does("score", "north", "8")
    boris.does("score", "north", "3")
    anna.does("save")
    if driver:
        boris.does("setup-git")
    boris.git("commit", "-qam", "by hand")
    boris.git("pull", "-q", "--no-rebase", check=False)
    assert "<<<<<<<" in boris.text(NORTH)
    refused = boris("save")
    assert refused.code == 1
    assert boris("tiers", "2026").code == 3
    assert "ratingctl resolve" in boris("tiers", "2026").err
    outcome = boris.does("resolve", "--mine", "north")
    assert "ratingctl save" in outcome.out
    boris.does("save")
    text = boris.text(NORTH)
    assert first in text
    assert second in text
    assert "score: 3" in text
    assert boris.git("rev-list", "--parents", "-n1", "HEAD").count(" ") == 2


@pytest.mark.parametrize("command", ["cherry-pick", "revert"])
@pytest.mark.parametrize(("answer", "score"), [("--mine", "9"), ("--theirs", "8")])
def test_a_commit_that_is_replayed_is_asked_about_and_ended(anna: Clone, command: str, answer: str, score: str) -> None:
    anna.git("switch", "-qc", "side")
    for value in ("8", "3") if command == "revert" else ("8",):
        anna.does("score", "north", value)
        anna.git("commit", "-qam", f"score {value}")
    commit = anna.git("rev-parse", "HEAD")
    if command == "cherry-pick":
        anna.git("switch", "-q", "main")
    anna.does("score", "north", "9")
    anna.git("commit", "-qam", "score 9")
    anna.git(command, commit, check=False)
    assert anna("save").code == 1
    anna.does("resolve", answer, "north")
    anna.does("save")
    assert f"score: {score}" in anna.text(NORTH)
    assert anna.git("status", "--porcelain") == ""


def test_a_clone_without_old_files_merges(anna: Clone, team: Team) -> None:
    subprocess.run(["git", "-C", str(team.hub), "config", "uploadpack.allowFilter", "true"], check=True)
    address = f"file://{team.hub}"
    subprocess.run(["git", "clone", "-q", "--filter=blob:none", address, str(team.folder / "carl")], check=True)
    carl = Clone(team.folder / "carl")
    carl.git("config", "user.name", "Carl")
    carl.git("config", "user.email", "carl@example.org")
    event = add(anna, "Anna talks")
    anna.does("save")
    add(carl, "Carl talks")
    carl.does("save")
    assert event in carl.text(NORTH)


def test_a_clone_that_has_lost_what_was_saved_says_so(anna: Clone, team: Team) -> None:
    shared = team.folder / "shared"
    subprocess.run(["git", "clone", "-q", "--shared", str(anna.path), str(shared)], check=True)
    anna.path.rename(team.folder / "moved")
    outcome = Clone(shared)("log")
    assert (outcome.code, "has not got all that was saved" in outcome.err) == (4, True), outcome


@pytest.mark.parametrize("answer", ["--mine", "--theirs"])
def test_a_rebase_in_progress_is_asked_about_and_ended(anna: Clone, boris: Clone, answer: str) -> None:
    anna.does("score", "north", "8")
    anna.does("save")
    for score in ("3", "4"):  # each of two commits stops it
        boris.does("score", "north", score)
        boris.git("commit", "-qam", "by hand")
    boris.git("pull", "-q", "--rebase", check=False)
    event = add(boris, "Written meanwhile", "south")
    outcome = boris("sync")
    assert outcome.code == 4
    assert "`ratingctl save`" in outcome.err
    outcome = boris("save")
    assert "Boris" in outcome.out.partition("score 3")[0].splitlines()[-1]
    while outcome.code == 1:
        outcome = boris("save", answer, "north")
    assert outcome.code == 0, outcome
    assert ("score: 4" if answer == "--mine" else "score: 8") in boris.text(NORTH)
    assert event in boris.text("2026/south.yaml")
    assert boris.git("branch", "--show-current") == "main"
    anna.does("sync")
    assert anna.tree() == boris.tree()


def test_a_rebase_that_was_stopped_on_purpose_is_left_alone(anna: Clone) -> None:
    for score in ("3", "4"):
        anna.does("score", "north", score)
        anna.git("commit", "-qam", "by hand")
    anna.git("-c", "sequence.editor=sed -i s/^pick/edit/", "rebase", "-qi", "HEAD~2")
    outcome = anna("save")
    assert outcome.code == 4
    assert "`git rebase --continue`" in outcome.err


def test_errors_are_not_saved(anna: Clone) -> None:
    set_field(anna, NORTH, "kind: construction_start", "kind: nonsense")
    outcome = anna("save")
    assert outcome.code == 2
    assert "R402" in outcome.err


def test_a_published_edition_is_not_saved_otherwise(anna: Clone) -> None:
    set_field(anna, "2025/south.yaml", "score: 7", "score: 8")
    outcome = anna("save")
    assert outcome.code == 2
    assert "edition 2025 is published" in outcome.err


def test_fetching_alone_leaves_what_is_not_saved(anna: Clone, boris: Clone) -> None:
    anna.does("score", "north", "8")
    anna.does("save")
    boris.does("score", "south", "3")
    boris.does("sync")
    assert "score: 3" in boris.text("2026/south.yaml")
    assert "score: 8" in boris.text(NORTH)
    anna.does("score", "north", "9")
    anna.does("save")
    add(boris, "Boris talks")
    outcome = boris("sync")
    assert outcome.code == 4
    assert "ratingctl save" in outcome.err


def test_a_file_that_git_ignores_is_named(anna: Clone) -> None:
    (anna.path / ".git/info/exclude").write_text("editions/2026/east.yaml\n")
    set_field(anna, "regions.yaml", "south:\n", "east:\n  name: East\nsouth:\n")
    anna.write("2026/east.yaml", "region: east\nscore: 3\n")
    assert "git ignores editions/2026/east.yaml" in anna.does("save").out


def test_a_shallow_clone_is_deepened(anna: Clone, team: Team) -> None:
    for score in ("8", "9"):
        anna.does("score", "south", score)
        anna.does("save")
    shallow = Clone(team.folder / "shallow")
    anna.git("clone", "-q", "--depth", "1", f"file://{team.hub}", str(shallow.path))
    shallow.git("config", "user.name", "Shallow")
    shallow.git("config", "user.email", "s@example.org")
    add(shallow, "Shallow talks")
    anna.does("score", "south", "7")
    anna.does("save")
    shallow.does("save")
    assert "score: 7" in shallow.text("2026/south.yaml")


def test_a_linked_worktree_and_a_subfolder_work(anna: Clone, team: Team) -> None:
    anna.git("worktree", "add", "-q", "-b", "side", str(team.folder / "side"))
    side = Clone(team.folder / "side")
    side.does("score", "south", "8")
    side.does("save")
    assert "refs/heads/side" in anna.git("ls-remote", "origin")


def test_variables_of_a_hook_do_not_lead_elsewhere(anna: Clone, boris: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    anna.does("score", "south", "8")
    monkeypatch.setenv("GIT_DIR", str(boris.path / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(boris.path / ".git/other"))
    anna.does("save")
    monkeypatch.undo()
    assert anna.git("log", "-1", "--format=%s") == "south: score 6 → 8"


def test_a_hostile_config_runs_nothing(anna: Clone, team: Team) -> None:
    program = team.folder / "pwn.sh"
    hook(program, f"touch {team.folder}/pwned")
    for key in ("core.fsmonitor", "core.pager", "diff.external", "core.editor", "merge.other.driver"):
        anna.git("config", key, str(program))
    anna.does("score", "south", "8")
    anna.does("save")
    anna.does("log")
    assert not (team.folder / "pwned").exists()


def test_no_git_at_all_is_said(write: Callable[..., Path], ratingctl: Callable[..., object]) -> None:
    outcome = Clone(write().parent)("save")
    assert outcome.code == 4
    assert "not under git" in outcome.err


# States of a clone: in the middle of something, or otherwise than usual.


def scored(anna: Clone, boris: Clone) -> None:
    """Both give one region another score; Anna's is shared, Boris's committed."""
    anna.does("score", "north", "9")
    anna.does("save")
    boris.does("score", "north", "3")
    boris.git("commit", "-qam", "by hand")
    boris.git("fetch", "-q")


@pytest.mark.parametrize("merging", [False, True])
@pytest.mark.parametrize("answers", [[], ["--mine", "north"]])
def test_a_list_of_what_is_open_changes_nothing(anna: Clone, boris: Clone, merging: bool, answers: list[str]) -> None:
    scored(anna, boris)
    if merging:
        boris.git("merge", "origin/main", check=False)
    before = boris.git("status", "--porcelain"), boris.git("rev-parse", "HEAD"), boris.text(NORTH)
    outcome = boris("resolve", "--list", "-f", "json", *answers)
    assert [row["what"] for row in json.loads(outcome.out)["questions"]] == ([] if answers else ["north.score"])
    assert (boris.git("status", "--porcelain"), boris.git("rev-parse", "HEAD"), boris.text(NORTH)) == before
    assert len(json.loads(boris("resolve", "--list", "-f", "json").out)["questions"]) == 1


def test_a_list_merges_nothing_where_nothing_is_asked(anna: Clone, boris: Clone) -> None:
    anna.does("score", "north", "9")
    anna.does("save")
    boris.git("fetch", "-q")
    before = boris.git("rev-parse", "HEAD")
    assert "nothing is open" in boris.does("resolve", "--list").out
    assert boris.git("rev-parse", "HEAD") == before


def test_a_search_with_bisect_is_named_and_nothing_is_open(anna: Clone) -> None:
    anna.git("bisect", "start")
    anna.git("bisect", "bad")
    assert anna.does("resolve", "--list").out == "nothing is open\n"
    for verb in ("save", "sync"):
        outcome = anna(verb)
        assert (outcome.code, "git bisect reset" in outcome.err) == (4, True)


def test_a_bare_repository_is_named(anna: Clone) -> None:
    anna.git("config", "core.bare", "true")
    for verb in (["save"], ["sync"], ["log"], ["resolve"]):
        outcome = anna(*verb)
        assert (outcome.code, "its repository is bare" in outcome.err) == (4, True)
    assert anna("status").code == 0


def test_ends_of_lines_are_no_unsaved_change(anna: Clone) -> None:
    for file in anna.root.glob("**/*.yaml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert "not saved" not in anna.does("status").out
    assert "nothing is unsaved" in anna.does("save").out
    assert "1 change is not saved" in anna.does("score", "south", "8").err
    assert "south: score 6 → 8" in anna.does("save").out


def test_of_several_repositories_one_has_to_be_named(anna: Clone, team: Team) -> None:
    anna.git("remote", "rename", "origin", "up")
    anna.git("remote", "add", "other", str(team.hub))
    anna.git("config", "--unset", "branch.main.remote")
    anna.does("score", "south", "8")
    for verb in ("sync", "save"):
        outcome = anna(verb)
        assert (outcome.code, "several other repositories: other, up" in outcome.err) == (2, True)
    assert anna.git("status", "--porcelain") == ""
    line = outcome.err.partition("`git ")[2].partition("`")[0]
    anna.git(*line.replace("other", "up").split())
    assert "shared with up" in anna.does("save").out


@pytest.mark.parametrize("command", [("save",), ("sync",), ("setup-git",)])
def test_a_repository_for_reading_only_is_named(
    anna: Clone, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    anna.git("config", "--unset-all", "merge.ratingctl.driver", check=False)
    event = add(anna, "Anna talks")
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: ".git" not in str(path) and allowed(path, mode))
    outcome = anna(*command)
    assert (outcome.code, "nothing can be saved" in outcome.err) == (4, True), outcome
    assert event in anna.text(NORTH)


def test_a_lock_of_another_program_of_git_keeps_all_as_it_was(anna: Clone) -> None:
    anna.does("score", "south", "8")
    before = anna.git("rev-parse", "HEAD")
    lock = anna.path / ".git/index.lock"
    lock.touch()
    outcome = anna("save")
    assert (outcome.code, str(lock) in outcome.err) == (4, True)
    assert anna.git("rev-parse", "HEAD") == before
    lock.unlink()
    anna.does("save")
    assert anna.git("status", "--porcelain") == ""


@pytest.mark.parametrize(("side", "score"), [("--mine", "3"), ("--theirs", "9")])
def test_what_i_had_put_aside_is_mine(anna: Clone, boris: Clone, side: str, score: str) -> None:
    anna.does("score", "north", "9")
    anna.does("save")
    boris.does("score", "north", "3")
    boris.git("stash", "-q")
    boris.does("sync")
    boris.git("stash", "pop", "-q", check=False)
    said = boris("resolve", "--list").out
    assert "not committed: score 3" in said
    assert "Anna" in said.partition("score 9")[0]
    boris.does("resolve", side, "north")
    assert f"score: {score}" in boris.text(NORTH)
    boris.does("save")


def test_both_have_merged_the_other_before(anna: Clone, boris: Clone) -> None:
    for clone, region in ((anna, "north"), (boris, "south")):
        clone.does("add-event", "-r", region, "-k", "talks", "-t", f"By {clone.path.name}", "--no-input")
        clone.git("commit", "-qam", "first")
    for clone, other in ((anna, boris), (boris, anna)):
        clone.git("fetch", "-q", str(other.path), "main:other")
    for clone in (anna, boris):
        clone.git("merge", "-q", "--no-edit", "other")
        clone.does("add-event", "-r", "north", "-k", "talks", "-t", f"Then by {clone.path.name}", "--no-input")
    anna.does("save")
    boris.does("save")
    anna.does("sync")
    assert anna.tree() == boris.tree()
    assert anna.text(NORTH).count("title: Then by") == 2


@pytest.mark.parametrize("side", ["--mine", "--theirs"])
def test_a_file_too_broken_to_merge_is_asked_for_as_a_whole(anna: Clone, boris: Clone, side: str) -> None:
    anna.write(NORTH, "region: [north\n\tfoo: {")
    anna.git("commit", "-qam", "by hand")
    anna.git("push", "-q")
    boris.does("score", "north", "8")
    outcome = boris("save", "-f", "json")
    assert [row["what"] for row in json.loads(outcome.out)["questions"]] == ["north"]
    boris.does("save", side, "north")
    assert boris.text(NORTH).startswith("region: north\nscore: 8" if side == "--mine" else "region: [north")


@pytest.mark.parametrize("where", ["submodule", "separate"])
def test_a_repository_whose_own_folder_lies_elsewhere_is_saved(team: Team, tmp_path: Path, where: str) -> None:
    outer = tmp_path / "outer"
    if where == "submodule":
        outer.mkdir()
        Clone(outer).git("init", "-q")
        Clone(outer).git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(team.hub), "rating")
        clone = Clone(outer / "rating")
    else:
        team.clones[0].git("clone", "-q", f"--separate-git-dir={tmp_path}/store", str(team.hub), str(outer))
        clone = Clone(outer)
    clone.git("config", "user.name", "Clara")
    clone.git("config", "user.email", "clara@example.org")
    clone.does("score", "south", "8")
    assert "shared with origin" in clone.does("save").out


# Markers, if somebody made them all the same.


def test_markers_that_were_committed_are_joined(anna: Clone) -> None:
    new = "- id: {0}\n  kind: talks\n  title: {0}\n"
    text = anna.text(NORTH).replace(
        "checks:", f"<<<<<<< HEAD\n{new.format('north-a')}=======\n{new.format('north-b')}>>>>>>> other\nchecks:"
    )
    anna.write(NORTH, text)
    anna.git("commit", "-qam", "by hand")
    anna.does("resolve")
    anna.does("save")
    assert new.format("north-a") + new.format("north-b") in anna.text(NORTH)


@pytest.mark.parametrize(
    "command",
    [
        ["show", "north-works"], ["edit", "north-works", "due=2027"], ["remove", "north-works", "--reason", "x"],
        ["link", "north-works", "--follows", "north-bridge"], ["unlink", "north-works"], ["score", "north", "8"],
        ["checked", "north-works", "--found", "nothing", "--by", "Ann"], ["match", "--event", "north-works"],
        ["add-event", "-r", "north", "-k", "talks", "-t", "New", "--date", "2026-05", "--no-input"], ["tiers"],
        ["undo"],
    ],
    ids=lambda command: command[0],
)  # fmt: skip
def test_a_verb_that_meets_markers_names_resolve_and_denies_nothing(anna: Clone, command: list[str]) -> None:
    add(anna, "Anna talks")
    set_field(anna, NORTH, "score: 7\n", "<<<<<<< HEAD\nscore: 7\n=======\nscore: 8\n>>>>>>> other\n")
    before = anna.text(NORTH)
    outcome = anna(*command)
    assert outcome.code == 3
    assert "ratingctl resolve" in outcome.err
    assert "no event" not in outcome.err
    assert anna.text(NORTH) == before


def test_another_region_is_shown_while_one_is_in_conflict(anna: Clone) -> None:
    set_field(anna, NORTH, "score: 7\n", "<<<<<<< HEAD\nscore: 7\n=======\nscore: 8\n>>>>>>> other\n")
    assert "not read: 2026/north.yaml" in anna.does("show", "south").out


# A week of three people.


def test_three_people_work_for_a_week_without_git_and_without_yaml(team: Team) -> None:
    people = [*team.clones, team.clone("clara")]
    anna, boris, clara = people
    there: list[str] = []

    def evening() -> int:
        """Let everybody save, in another order each day; answers keep the own side. Returns how much was asked."""
        people.append(people.pop(0))
        asked = 0
        for person in people:
            outcome = person("save", "-f", "json")
            while outcome.code == 1:
                question = json.loads(outcome.out)["questions"][0]
                asked += 1
                outcome = person("save", "-f", "json", "--mine", question["what"])
            assert outcome.code == 0, outcome
        for person in people:
            person.does("sync")
        assert len({person.tree() for person in people}) == 1
        assert anna.does("validate").code == 0
        return asked

    # Monday: all log into one region, two of them the same article.
    there += [add(anna, "A ferry is agreed"), add(boris, "A port is agreed"), add(clara, "A road is agreed")]
    assert add(boris, "A bank opens") == add(clara, "A bank opens")
    assert evening() == 0
    # Tuesday: one corrects, one looks for news of the same event, one links another one to it.
    anna.does("edit", there[0], "due=2026-09", "partners+=Acme Ltd")
    boris.does("checked", there[0], "--found", "nothing", "--date", "2026-05", "--by", "Boris", "-e", "2026")
    there.append(add(clara, "Steel is bought", date="2026-06"))
    clara.does("link", there[-1], "--follows", there[0])
    assert evening() == 0
    # Wednesday: two scores for one region, and one that both give.
    for person, score in ((anna, "8"), (boris, "6"), (clara, "6")):
        person.does("score", "north", score)
    anna.does("score", "south", "4")
    clara.does("score", "south", "4", "--rationale", "Less came than was promised")
    assert 0 < evening() < 3
    # Thursday: one removes what another one builds on; a step is taken back.
    anna.does("remove", there[1], "--reason", "an announcement of others")
    boris.does("checked", there[1], "--found", "news", "--date", "2026-07", "--by", "Boris", "-e", "2026")
    add(clara, "Logged by mistake", "south")
    clara.does("undo")
    assert evening() == 1
    # Friday: an event goes to its region, while another one corrects another field of another event there.
    anna.does("edit", there[3], "region=south")
    boris.does("edit", there[2], "note=by phone")
    there.append(add(clara, "The road is open", "south", "2026-08"))
    assert evening() == 0
    text = anna.text(NORTH) + anna.text("2026/south.yaml")
    assert [text.count(f"- id: {event}\n") for event in there if event != there[1]] == [1] * 4
    assert "Less came than was promised" in text
    assert "Logged by mistake" not in text


# The driver.


def test_a_registered_driver_that_does_not_run_leaves_markers(anna: Clone, boris: Clone) -> None:
    first, second = add(anna, "Anna talks"), add(boris, "Boris talks")
    anna.does("save")
    boris.does("setup-git")
    command = boris.git("config", "merge.ratingctl.driver")
    boris.git(
        "config", "merge.ratingctl.driver", command.replace(command.partition(" merge-file")[0], "/nowhere/ratingctl")
    )
    boris.git("commit", "-qam", "by hand")
    boris.git("pull", "-q", "--no-rebase", check=False)
    text = boris.text(NORTH)
    assert "<<<<<<<" in text
    assert first in text
    assert second in text
    assert "does not run" in boris("validate").out


def test_git_merges_through_the_driver(anna: Clone, boris: Clone) -> None:
    first, second = add(anna, "Anna talks"), add(boris, "Boris talks")
    anna.does("save")
    boris.does("setup-git")
    boris.git("commit", "-qam", "by hand")
    boris.git("pull", "-q", "--no-rebase")
    assert first in boris.text(NORTH)
    assert second in boris.text(NORTH)


# The history.


def test_log_says_who_said_what_field_by_field(anna: Clone, boris: Clone) -> None:
    event = add(anna, "Anna talks")
    anna.does("save")
    boris.does("sync")
    boris.does("edit", event, "due=2026-07")
    boris.does("save")
    anna.does("sync")
    anna.does("edit", event, "due=2026-09")
    anna.does("save")
    changes = json.loads(anna.does("log", event, "--field", "due", "-f", "json").out)["changes"]
    assert [(row["by"], row["was"], row["now"]) for row in changes] == [
        ("Anna", "2026-07", "2026-09"),
        ("Boris", None, "2026-07"),
    ]
    (row,) = json.loads(anna.does("log", "north", "--by", "boris", "-f", "json").out)["changes"]
    assert (row["edition"], row["region"], row["id"], row["field"]) == ("2026", "north", event, "due")


@pytest.mark.parametrize("answer", ["--mine", "--theirs"])
def test_log_keeps_the_judgement_that_was_overruled(anna: Clone, boris: Clone, answer: str) -> None:
    anna.does("score", "north", "8")
    anna.does("save")
    boris.does("score", "north", "3")
    boris.does("save", answer, "north")
    changes = json.loads(boris.does("log", "north", "--field", "score", "-f", "json").out)["changes"]
    assert {("Anna", "8"), ("Boris", "3")} <= {(row["by"], str(row["now"])) for row in changes}


def test_log_knows_an_event_that_was_removed(anna: Clone) -> None:
    event = add(anna, "Anna talks")
    anna.does("save")
    anna.does("remove", event, "--reason", "twice")
    anna.does("save")
    changes = json.loads(anna.does("log", event, "-f", "json").out)["changes"]
    assert [row["now"] is None for row in changes] == [True, False]
    assert "(twice)" in anna.git("log", "-1", "--format=%B")


def test_two_people_at_random(tmp_path: Path) -> None:
    play(tmp_path / "team", Random(11))
