"""Hatchling's hook for an editable installation: compiles the package's modules, as an installer does with a wheel's.

Without it a checkout where nothing may be written beside the modules compiles them anew in every run.
"""

import compileall
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileModules(BuildHookInterface):
    """Compiles the modules where they stand."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile them if the package is being installed to be run from its checkout.

        Args:
            version: Which kind of wheel is built.
            build_data: What may be added to it; nothing is.
        """
        if version == "editable":
            package = Path(self.root, "ratingctl")
            compileall.compile_dir(package, quiet=2, invalidation_mode=PycInvalidationMode.TIMESTAMP)
