import integrity from '../../models/integrity.json' with { type: 'json' };

/** Size and hash that a file must have. */
export interface FileIntegrity {
  readonly bytes: number;
  readonly sha256: string;
}

export type PinnedAsset = keyof typeof integrity;

/** What this version was built with: every file that is fetched is held against it (the model's own files against its card). */
export const pinnedAssets: Readonly<Record<PinnedAsset, FileIntegrity>> = integrity;
