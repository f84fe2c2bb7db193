"""The CLI: parse, call, render, exit; the only place for typer, the clock and the environment.

A verb is a function whose parameters are declared as data (`parameters`). A plain line is parsed by `plain_line`, every
other one by typer (`typer_app`), which also writes help and finds mistakes.
"""
