export type { HeadCard, ModelCard } from './card.ts';
export { type ChosenNetwork, type Companion, chooseNetwork } from './choose-backend.ts';
export type { Graph } from './graph.ts';
export { loadCard, loadModelFiles, type ModelFiles, modelIntegrities } from './model-files.ts';
export type { FeatureMap, Network, NetworkOutput } from './network.ts';
export { tfjsWeights } from './tfjs-weights.ts';
