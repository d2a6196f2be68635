import { type FaceCurveError, toFaceCurveError } from '../errors.ts';
import { lateParts } from './late-parts.ts';

export interface PictureInputOptions {
  readonly fileInput: HTMLInputElement;
  readonly onPictures: (pictures: readonly Blob[]) => void;
  readonly onError: (error: FaceCurveError) => void;
  /** Called with true while something that can be dropped is held over the page. */
  readonly onDragging: (isOver: boolean) => void;
}

/** Listens for pictures and videos that are picked, pasted, or dropped anywhere on the page, also by their address. */
export function listenForPictures(options: PictureInputOptions): void {
  const { fileInput, onPictures } = options;
  fileInput.addEventListener('change', () => {
    onPictures([...(fileInput.files ?? [])]);
    // Without this the same file could not be picked twice.
    fileInput.value = '';
  });
  document.addEventListener('paste', ({ clipboardData, target }) => {
    const isInField = target instanceof Element && target.matches('input, textarea, [contenteditable]');
    if (!isInField) take(clipboardData, options);
  });
  listenForDrops(options);
}

function take(transfer: DataTransfer | null, { onPictures, onError }: PictureInputOptions): void {
  const files = [...(transfer?.files ?? [])];
  if (files.length > 0) {
    onPictures(files);
    return;
  }
  const text = (transfer?.getData('text/uri-list') || transfer?.getData('text/plain'))?.trim() ?? '';
  if (!/^(https?:|data:image\/)/i.test(text)) return;
  void lateParts
    .pictureAddress()
    .then(({ pictureAt }) => pictureAt(text))
    .then(
      (picture) => onPictures([picture]),
      (error) => onError(toFaceCurveError(error)),
    );
}

function listenForDrops(options: PictureInputOptions): void {
  // Each element under the pointer is entered and left: the pointer is over the page while more were entered than left.
  let depth = 0;
  const setDepth = (next: number) => {
    depth = Math.max(0, next);
    options.onDragging(depth > 0);
  };
  addEventListener('dragenter', (event) => {
    event.preventDefault();
    setDepth(depth + 1);
  });
  addEventListener('dragleave', () => setDepth(depth - 1));
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    setDepth(0);
    take(event.dataTransfer, options);
  });
}
