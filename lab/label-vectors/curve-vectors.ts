import {
  fromLogits,
  type HeadCurves,
  LabelDistribution,
  minorChance,
  temperatureFor,
} from '../../src/distribution/index.ts';
import type { ModelCard } from '../../src/infer/index.ts';
import { withhold } from '../../src/pipeline/withhold.ts';
import type { Attribute, Quality } from '../../src/types.ts';

const SHARES = [0, 0.1, 0.25, 0.5, 0.9, 1];
const TEMPERATURE = { at: [5, 20, 35, 50, 65, 80], values: [0.837, 0.8959, 0.9876, 1.0253, 1.0601, 0.9435] };

/** Numbers of 0 to 1 in steps of a thousandth that repeat late. */
function made(count: number, seed: number): number[] {
  return Array.from(
    { length: count },
    (_, index) => ((index * 617 + seed * 251 + index * index * 13) % 1000) / 1000,
  );
}

/** Logits of a hill around `middle`. */
function hill(count: number, middle: number, width: number, seed: number): number[] {
  const rough = made(count, seed);
  return rough.map((value, index) => -(((index - middle) / width) ** 2) + value);
}

/** Curves of made masses and logits, chances of a minor, and what is withheld. */
export function curveVectors() {
  const masses = [
    made(101, 1),
    made(10, 2),
    [0, 0, 1, 0],
    [0.5, 0, 0, 0.5],
    hill(101, 30, 90, 4).map((v) => v + 2),
  ];
  return {
    curves: masses.map((ofCurve, index) => {
      const curve = new LabelDistribution(
        ofCurve.map((_, label) => index + label),
        ofCurve,
      );
      return {
        first: index,
        masses: ofCurve,
        expectation: curve.expectation,
        quantiles: SHARES.map((share) => [share, curve.quantile(share)]),
        interval80: curve.interval(0.8),
        below: [-1, 0, 3.5, 17.5, 300].map((label) => [label, curve.probabilityBelow(label)]),
      };
    }),
    logits: [-4, 3, 17.5, 42, 66.6, 99, 120].map((middle, seed) => logitsVector(middle, seed)),
    minors: minorVectors(),
    withheld: withheldVectors(),
  };
}

function logitsVector(middle: number, seed: number) {
  const logits = hill(101, middle, 6 + seed, seed);
  const scale = { first: 0, step: 1, temperature: seed % 2 === 0 ? TEMPERATURE : 1.1474 };
  const curve = fromLogits(logits, scale);
  return {
    logits,
    temperature: scale.temperature,
    applied: temperatureFor(logits, scale),
    expectation: curve.expectation,
    interval80: curve.interval(0.8),
  };
}

function curvesOf(middle: number, yes: number): HeadCurves {
  return {
    age: fromLogits(hill(101, middle, 6, 3), { first: 0, step: 1, temperature: TEMPERATURE }),
    attractiveness: fromLogits(hill(10, 5, 3, 2), { first: 1, step: 1, temperature: 1 }),
    minor: new LabelDistribution([0, 1], [1 - yes, yes]),
  };
}

const AGES = [4, 16, 19, 25, 31, 60];
const EVIDENCE = [undefined, { age: 1 }, { age: 0.7, minor: 0.5 }, { minor: 1 }];

function minorVectors() {
  return AGES.flatMap((middle, index) =>
    EVIDENCE.map((evidence) => {
      const yes = index / 5;
      const rule = { below: 18, threshold: 0.06, ...(evidence && { evidence }) };
      return { middle, yes, rule, chance: minorChance(curvesOf(middle, yes), rule) };
    }),
  );
}

function withheldVectors() {
  const head = { first: 0, last: 100, step: 1, temperature: 1 };
  const minors = { below: 18, threshold: 0.06 };
  const asked: Attribute[][] = [['age', 'attractiveness'], ['age'], ['attractiveness'], []];
  const cards: Pick<ModelCard, 'heads' | 'minors'>[] = [
    { heads: { age: head, attractiveness: head }, minors },
    { heads: { age: head }, minors },
  ];
  return asked.flatMap((attributes) =>
    cards.flatMap((card) =>
      [null, 8, 40].map((middle) => {
        const curves = middle === null ? null : curvesOf(middle, 0);
        const shown = withhold(curves, { usable: middle !== null } as Quality, attributes, card);
        const reasonOf = (attribute: Attribute) => {
          const value = shown[attribute];
          return 'withheld' in value ? value.withheld : null;
        };
        return {
          attributes,
          heads: Object.keys(card.heads),
          middle,
          age: reasonOf('age'),
          votes: reasonOf('attractiveness'),
        };
      }),
    ),
  );
}

/** For Python, which needs the same made curves: logits by age. */
export function madeLogits() {
  return {
    age: Object.fromEntries([...AGES, 8, 40].map((middle) => [middle, hill(101, middle, 6, 3)])),
    attractiveness: hill(10, 5, 3, 2),
    temperature: TEMPERATURE,
  };
}
