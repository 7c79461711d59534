"""Run the command line with `python -m madoguchi`."""

from madoguchi.cli import main

main()
