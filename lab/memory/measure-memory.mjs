import { buildLab } from '../lab-page.mjs';
import { peakMemory, servePhotos, WAYS } from './photo-pages.mjs';

/** Prints a table of the most memory that the browser holds, by how a page gets through its photos. @param {readonly number[]} counts */
export async function measureMemory(counts) {
  const folder = await buildLab();
  /** @type {Record<string, Record<string, string>>} */
  const table = {};
  for (const count of counts) {
    const photos = await servePhotos(folder, count);
    try {
      for (const way of /** @type {(keyof typeof WAYS)[]} */ (Object.keys(WAYS))) {
        const { own, whole, seconds } = await peakMemory(way, photos);
        table[way] = {
          ...table[way],
          [`${count} photos, MB`]: (own / 1e6).toFixed(0),
          [`${count} photos, MB with the program's files`]: (whole / 1e6).toFixed(0),
          [`${count} photos, s`]: seconds.toFixed(1),
        };
      }
    } finally {
      await photos.close();
    }
  }
  console.table(table);
}
