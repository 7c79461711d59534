"""Run the command line with `python -m madoguchi`."""

from madoguchi.cli.app import main

main()
