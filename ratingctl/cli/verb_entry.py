"""The entry of a verb in the register, and the names that follow from a verb's."""

from keyword import iskeyword
from typing import NamedTuple


class VerbEntry(NamedTuple):
    """What is registered of a verb.

    Attributes:
        module: The module of `ratingctl.cli` that has its function; imported only when it is needed.
        summary: Its line in `--help`.
        manual: Paragraphs, parted by an empty line.
        examples: Commands that run on the editions of this repository; a test runs them. Each language has its own.
    """

    module: str
    summary: str
    manual: str
    examples: tuple[str, ...]

    def epilog(self) -> str:
        """Return manual and examples as click takes them: paragraphs to wrap, examples to leave as they are."""
        paragraphs = [" ".join(paragraph.split()) for paragraph in self.manual.split("\n\n")]
        examples = "\n".join(("\b", "Examples:", *(f"  {example}" for example in self.examples)))
        return "\n\n".join((*paragraphs, examples))


def function_name(verb: str) -> str:
    """Return the name of a verb's function, and of its module of `commands`: `import_`, for `import` is no name."""
    name = verb.replace("-", "_")
    return f"{name}_" if iskeyword(name) else name
