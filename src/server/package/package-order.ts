import type { Audience } from '#domain/package/audience.ts';

export interface PackageOrder {
  readonly caseId: string;
  readonly audience: Audience;
  /** Who asks for it. */
  readonly person: string;
  readonly nowMs: number;
}
