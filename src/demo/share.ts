export { drawPairCard, type PairContent, type PairFace } from './pair-card.ts';
export { download, passOn } from './pass-on.ts';
export { drawPhoneCard } from './phone-card.ts';
export { type CardContent, drawCard } from './result-card.ts';
