/** A part of a JPEG file that is all of one kind. */
export interface JpegSegment {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const NAMES: Readonly<Record<number, string>> = {
  192: 'frame',
  194: 'frame',
  196: 'Huffman tables',
  218: 'scan',
  219: 'quantisation tables',
  221: 'restart interval',
};

/** The segments of a baseline JPEG in their order: beginning, header, tables, frame, scan, entropy data, end. */
export function jpegSegments(file: Uint8Array): JpegSegment[] {
  const segments: JpegSegment[] = [{ name: 'beginning', start: 0, end: 2 }];
  let at = 2;
  while (file[at] === 0xff && file[at + 1] !== 0xd9) {
    const marker = file[at + 1] ?? 0;
    const end = at + 2 + ((file[at + 2] ?? 0) << 8) + (file[at + 3] ?? 0);
    segments.push({ name: NAMES[marker] ?? 'header', start: at, end });
    at = end;
    if (marker !== 0xda) continue;
    // Behind the scan's head come bytes in which 0xff is followed by 0 or a restart mark.
    while (at < file.length && !(file[at] === 0xff && isMarker(file[at + 1] ?? 0))) at++;
    segments.push({ name: 'entropy data', start: end, end: at });
  }
  segments.push({ name: 'end', start: at, end: file.length });
  return segments;
}

function isMarker(byte: number): boolean {
  return byte !== 0 && !(byte >= 0xd0 && byte <= 0xd7);
}
