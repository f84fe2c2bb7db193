"""Usage errors that typer finds: what was typed is quoted in them, and never reaches the terminal raw."""

from typing import Any

from typer.core import TyperGroup


class SafeGroup(TyperGroup):
    """A command with verbs whose usage errors show hidden characters of what was typed."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Parse what stands before the verb."""
        try:
            return super().make_context(*args, **kwargs)
        except Exception as error:
            _make_visible(error)
            raise

    def invoke(self, *args: Any, **kwargs: Any) -> Any:
        """Parse what stands after the verb, and run it."""
        try:
            return super().invoke(*args, **kwargs)
        except Exception as error:
            _make_visible(error)
            raise


def _make_visible(error: Exception) -> None:
    """Change the message of one of typer's errors, which it prints as it is."""
    from ratingctl.render.visible import visible_lines

    message = getattr(error, "message", None)
    if isinstance(message, str):
        error.message = visible_lines(message)  # type: ignore[attr-defined]
