"""The CLI: parse, call, render, exit; the only place for typer, the clock and the environment."""
