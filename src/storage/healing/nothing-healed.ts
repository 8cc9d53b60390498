import type { MetaValues } from '../rows.ts';

export type Healed = MetaValues['healed'];

export const NOTHING_HEALED: Healed = { entries: 0, photos: 0, photosMissing: 0 };
