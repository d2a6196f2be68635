"""Ferns that tell where a photo may have a small face (`src/detect/place-ferns.ts`)."""
