"""The files of a repository that belong to a rating."""

from pathlib import PurePosixPath


def is_rating_file(path: str, prefix: str) -> bool:
    """Return whether a path from the top of the repository is a file of the rating that the folder reads."""
    if not path.startswith(prefix):
        return False
    from ratingctl.storage.loading.rating_builder import misplaced_file_reason  # brings the model

    inside = PurePosixPath(path.removeprefix(prefix))
    if inside.name == ".gitattributes":
        return len(inside.parts) == 1
    folder = "" if str(inside.parent) == "." else str(inside.parent)
    if inside.suffix == ".json":
        return folder == ".schemas" or (inside.name == "seal.json" and "/" not in folder)
    return inside.suffix == ".yaml" and misplaced_file_reason(folder, inside.name) is None
