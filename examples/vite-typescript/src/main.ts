import { createEstimator, FaceCurveError, type FaceEstimate, isAbort } from 'facecurve';

const input = find('#photo', HTMLInputElement);
const progress = find('#progress', HTMLProgressElement);
const answers = find('#answers', HTMLUListElement);

// One estimator for the whole page: creating it loads the models, using it is fast.
const estimator = createEstimator({
  onProgress: ({ loadedBytes, totalBytes }) => {
    progress.value = loadedBytes / totalBytes;
  },
});

/** Cancels the estimate of the previous photo when another photo is chosen. */
let current = new AbortController();

input.addEventListener('change', async () => {
  const photo = input.files?.[0];
  if (photo === undefined) return;
  current.abort();
  current = new AbortController();
  const { signal } = current;
  try {
    const faces = await (await estimator).estimate(photo, { signal });
    say(faces.length === 0 ? ['No face found.'] : faces.map(sentence));
  } catch (error) {
    if (isAbort(error)) return;
    if (!(error instanceof FaceCurveError)) throw error;
    // Every failure has a remedy that can be shown.
    say([`${error.message} ${error.remedy ?? ''}`]);
  }
});

function sentence({ age, quality }: FaceEstimate): string {
  if ('withheld' in age) return `No curve: ${quality.reasons.join(', ')}`;
  const [low, high] = age.interval(0.8);
  const years = [age.expectation, low, high].map(Math.round);
  return `Looks about ${years[0]}; 8 in 10 faces with this curve are between ${years[1]} and ${years[2]}.`;
}

function say(lines: readonly string[]): void {
  answers.replaceChildren(
    ...lines.map((line) => Object.assign(document.createElement('li'), { textContent: line })),
  );
}

function find<Kind extends Element>(selector: string, kind: new () => Kind): Kind {
  const element = document.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`${selector} is missing`);
  return element;
}
