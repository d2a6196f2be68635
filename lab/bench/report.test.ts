import { describe, expect, it } from 'vitest';
import { benchPlot } from './plot.mjs';
import { type Bench, benchTables, toJson, withNewSections } from './report.mjs';

const work = (milliseconds: number, faces: number) => ({ milliseconds, faces, looks: 10 });

const bench: Bench = {
  machine: '2 cores',
  backends: {
    wasm: {
      facecurve: {
        cold: 900,
        warm: 400,
        loadingTask: 0,
        longestTask: 0,
        bytes: { raw: 9e6, gzip: 5e6, brotli: 4e6 },
        ages: { mae: 4.5, answered: 1, pictures: 300 },
        works: { photo1: work(20, 1), faces4: work(80, 4), faces16: work(400, 16), video1: work(5, 1) },
      },
      facecurveGraph: { bytes: { raw: 3e6, gzip: 2e6, brotli: 1.5e6 }, works: { photo1: work(15, 1) } },
      human: {
        longestTask: 300,
        bytes: { raw: 1e7, gzip: 8e6, brotli: 7e6 },
        works: { photo1: work(80, 1), faces16: work(900, 15) },
      },
      faceapi416: { works: { photo1: work(40, 1) } },
    },
    webgpu: {
      facecurve: { works: { photo1: work(3000, 1) } },
      human: { problem: 'no answer in 100 s', works: {} },
    },
  },
  stages: {},
};

describe('toJson', () => {
  it('gives medians by backend and work, and null where a contender cannot run', () => {
    expect(toJson(bench)).toEqual({
      machine: '2 cores',
      backends: {
        wasm: {
          photo1: { facecurve: 20, facecurveGraph: 15, human: 80, faceapi416: 40, faceapi224: null },
          video1: { facecurve: 5, facecurveGraph: null, human: null, faceapi416: null, faceapi224: null },
          faces16: { facecurve: 400, facecurveGraph: null, human: 900, faceapi416: null, faceapi224: null },
        },
        webgpu: {
          photo1: { facecurve: 3000, facecurveGraph: null, human: null, faceapi416: null, faceapi224: null },
          video1: { facecurve: null, facecurveGraph: null, human: null, faceapi416: null, faceapi224: null },
          faces16: { facecurve: null, facecurveGraph: null, human: null, faceapi416: null, faceapi224: null },
        },
      },
      bytes: { facecurve: 4e6, facecurveGraph: 1.5e6, human: 7e6, faceapi: null },
      mae: { facecurve: 4.5, facecurveGraph: null, human: null, faceapi416: null, faceapi224: null },
      longestTask: { facecurve: 0, facecurveGraph: null, human: 300, faceapi: null },
    });
  });
});

describe('benchTables', () => {
  const tables = benchTables(bench);

  it('gives ratios to facecurve with each detector, and tells faces that were not found', () => {
    expect(tables).toContain(
      '| a photo, one face | 20 ms | 15 ms, **0.75x** | 80 ms, **4.00x / 5.33x** | 40 ms, **2.00x / 2.67x** | - |',
    );
    expect(tables).toContain('900 ms, **2.25x**, finds 15');
  });

  it('says why a contender is missing', () => {
    expect(tables).toContain('human: no answer in 100 s.');
  });
});

describe('withNewSections', () => {
  it('replaces the backends that were measured again, and keeps the others', () => {
    const older = '\n### wasm\n\nold\n\n### webgl\n\nkept\n';
    expect(withNewSections(older, '### wasm\n\nnew')).toBe('### wasm\n\nnew\n\n### webgl\n\nkept');
  });
});

describe('benchPlot', () => {
  it('draws a bar for each contender that ran', () => {
    const plot = benchPlot(bench.backends.wasm ?? {}, 'wasm, 2 cores');
    expect(plot.match(/<rect/g)).toHaveLength(3 + 1 + 1 + 2);
    expect(plot.match(/class="ours"/g)).toHaveLength(3 + 1);
  });
});
