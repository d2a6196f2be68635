/** The beginnings of pictures in formats that most browsers do not open: the size is there, no pixel is. */

function box(name: string, ...content: Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  const body = Buffer.concat(content);
  head.writeUInt32BE(8 + body.length, 0);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, body]);
}

function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
}

const text = (letters: string) => Buffer.from(letters, 'latin1');

export function heicStart(): Buffer {
  const properties = box('iprp', box('ipco', box('ispe', numbers(0, 4032, 3024))));
  return Buffer.concat([
    box('ftyp', text('heic'), numbers(0), text('mif1heic')),
    box('meta', numbers(0), properties),
  ]);
}

export function jpeg2000Start(): Buffer {
  const signature = box('jP  ', text('\r\n\x87\n'));
  const header = box('jp2h', box('ihdr', numbers(3024, 4032), Buffer.from([0, 3, 7, 7, 0, 0])));
  return Buffer.concat([signature, box('ftyp', text('jp2 '), numbers(0), text('jp2 ')), header]);
}

export function tiffStart(): Buffer {
  const entry = (tag: number, value: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(3, 2);
    bytes.writeUInt32LE(1, 4);
    bytes.writeUInt16LE(value, 8);
    return bytes;
  };
  const count = Buffer.from([3, 0]);
  const entries = [entry(256, 4032), entry(257, 3024), entry(259, 1)];
  return Buffer.concat([text('II*\0\x08\0\0\0'), count, ...entries, numbers(0, 0)]);
}
