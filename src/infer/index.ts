export type { HeadCard, ModelCard, ScaleMap } from './card.ts';
export { type ChosenNetwork, chooseNetwork, type RejectedBackend } from './choose-backend.ts';
export { loadCard, loadModelFiles, type ModelFiles, modelIntegrities } from './model-files.ts';
export type { FeatureMap, Network, NetworkOutput } from './network.ts';
