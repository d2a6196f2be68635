import integrity from '../../models/integrity.json' with { type: 'json' };

/** Size and SHA-256 that a file must have. */
export interface FileIntegrity {
  readonly bytes: number;
  readonly sha256: string;
}

export type PinnedAsset = keyof typeof integrity;

/** The files that this version was built with. Fetched files must match them (the model's own files must match its card). */
export const pinnedAssets: Readonly<Record<PinnedAsset, FileIntegrity>> = integrity;
