export type { HeadCard, ModelCard } from './card.ts';
export { type ChosenNetwork, chooseNetwork } from './choose-backend.ts';
export { loadCard, loadModelFiles, type ModelFiles, modelIntegrities } from './model-files.ts';
export type { FeatureMap, Network, NetworkOutput } from './network.ts';
