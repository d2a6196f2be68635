"""`python -m facecurve_label`."""

from facecurve_label.command import main

if __name__ == "__main__":
    raise SystemExit(main())
