"""The commit of the repository that a folder lies in, read from git's own files."""

from pathlib import Path


def commit_of(folder):
    """Return the full hash of HEAD; "" where the folder lies in no repository."""
    for parent in Path(folder).resolve().parents:
        mark = parent / ".git"
        if mark.exists():
            return _head(mark)
    return ""


def _head(mark):
    try:
        git = mark if mark.is_dir() else _linked(mark)
        head = (git / "HEAD").read_text("utf-8").strip()
        if not head.startswith("ref: "):
            return head
        name = head.removeprefix("ref: ")
        shared = git / "commondir"
        common = (git / shared.read_text("utf-8").strip()) if shared.is_file() else git
        for place in (git / name, common / name):
            if place.is_file():
                return place.read_text("utf-8").strip()
        return _packed(common, name)
    except OSError:
        return ""


def _linked(mark):
    """A submodule's or a worktree's `.git` is a file that names the folder."""
    named = mark.read_text("utf-8").strip().removeprefix("gitdir: ")
    return mark.parent / named


def _packed(common, name):
    for line in (common / "packed-refs").read_text("utf-8").splitlines():
        commit, _, ref = line.partition(" ")
        if ref == name:
            return commit
    return ""
