import { FaceCurveError } from '../errors.ts';

export interface PictureInputOptions {
  readonly fileInput: HTMLInputElement;
  readonly onPicture: (picture: Blob) => void;
  readonly onError: (error: FaceCurveError) => void;
  /** Called with true while something that can be dropped is held over the page. */
  readonly onDragging: (isOver: boolean) => void;
}

/** Listens for pictures that are picked, pasted, or dropped anywhere on the page. */
export function listenForPictures(options: PictureInputOptions): void {
  const { fileInput, onPicture } = options;
  fileInput.addEventListener('change', () => {
    const file = fileInput.files?.[0];
    if (file !== undefined) onPicture(file);
    // Without this the same file could not be picked twice.
    fileInput.value = '';
  });
  document.addEventListener('paste', ({ clipboardData }) => {
    const file = clipboardData?.files[0];
    if (file !== undefined) onPicture(file);
  });
  listenForDrops(options);
}

function listenForDrops({ onPicture, onError, onDragging }: PictureInputOptions): void {
  // Each element under the pointer is entered and left: the pointer is over the page while more were entered than left.
  let depth = 0;
  const setDepth = (next: number) => {
    depth = Math.max(0, next);
    onDragging(depth > 0);
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
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) onPicture(file);
    else if (event.dataTransfer?.types.includes('text/uri-list')) {
      onError(
        new FaceCurveError('image-tainted', 'The dropped item is the address of a picture, not its file.'),
      );
    }
  });
}
