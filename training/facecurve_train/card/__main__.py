"""`python -m facecurve_train.card`."""

from facecurve_train.card.document import main

main()
