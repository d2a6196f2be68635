"""The answer of the page outside of a browser: the same faces, the same curves, in Python."""
