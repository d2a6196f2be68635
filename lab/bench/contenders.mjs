/** @typedef {'facecurve' | 'facecurveGraph' | 'human' | 'faceapi416' | 'faceapi224'} ContenderName */

/** Who runs, and the page module and options that open it. @type {Record<ContenderName, { file: string, options: string, title: string }>} */
export const CONTENDERS = {
  facecurve: { file: 'facecurve', options: 'mediapipe', title: 'facecurve' },
  facecurveGraph: { file: 'facecurve', options: 'graph', title: 'facecurve-graph' },
  human: { file: 'human', options: '', title: 'human' },
  faceapi416: { file: 'face-api', options: '416', title: 'face-api 416' },
  faceapi224: { file: 'face-api', options: '224', title: 'face-api 224' },
};

export const CONTENDER_NAMES = /** @type {ContenderName[]} */ (Object.keys(CONTENDERS));
