"""The command line: it opens the office, calls the stages in turn and tells in words what happened."""
