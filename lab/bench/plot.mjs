import { CONTENDER_NAMES, CONTENDERS } from './contenders.mjs';

const WIDTH = 680;
const LEFT = 178;
const RIGHT = 86;
const BAR = 16;
const GROUP_GAP = 26;

const GROUPS = /** @type {const} */ ([
  ['photo1', 'A photo, one face'],
  ['video1', 'Video, one steady face'],
  ['faces16', 'A photo, 16 faces'],
]);

/** The page's colours, in both schemes. */
const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #2a2723 }
  .title { font-weight: 600 } .quiet { fill: #6b655b } .ours { fill: #2b47d6 } .peer { fill: #b9b1a4 }
  @media (prefers-color-scheme: dark) {
    text { fill: #ece7de } .quiet { fill: #a39b8f } .ours { fill: #8fa2ff } .peer { fill: #5d574e }
  }`;

/**
 * Draws bars of milliseconds per estimate, one scale a group, since only ratios mean something.
 * @param {import('./report.mjs').BackendFigures} figures of one backend
 * @param {string} caption
 */
export function benchPlot(figures, caption) {
  const room = WIDTH - LEFT - RIGHT;
  let y = 8;
  /** @type {string[]} */
  const parts = [];
  for (const [work, title] of GROUPS) {
    const bars = CONTENDER_NAMES.flatMap((name) => {
      const milliseconds = figures[name]?.works[work]?.milliseconds;
      return milliseconds === undefined ? [] : [{ name, milliseconds }];
    });
    const most = Math.max(...bars.map(({ milliseconds }) => milliseconds));
    y += 14;
    parts.push(`<text class="title" x="0" y="${y}">${title}</text>`);
    y += 8;
    for (const { name, milliseconds } of bars) {
      const length = Math.max(1, (room * milliseconds) / most);
      const kind = name.startsWith('facecurve') ? 'ours' : 'peer';
      parts.push(
        `<text class="quiet" x="${LEFT - 10}" y="${y + 12}" text-anchor="end">${CONTENDERS[name].title}</text>`,
        `<rect class="${kind}" x="${LEFT}" y="${y}" width="${length.toFixed(1)}" height="${BAR - 4}" rx="2"/>`,
        `<text x="${(LEFT + length + 8).toFixed(1)}" y="${y + 11}">${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms</text>`,
      );
      y += BAR + 2;
    }
    y += GROUP_GAP - 14;
  }
  y += 12;
  parts.push(`<text class="quiet" x="0" y="${y}">${caption}</text>`);
  const height = y + 10;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 0 ${WIDTH + 16} ${height}" role="img" aria-label="Milliseconds of an estimate, facecurve and the other libraries">
<style>${STYLE}
</style>
${parts.join('\n')}
</svg>
`;
}
