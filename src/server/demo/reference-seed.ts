import type { ReferenceBodies, ReferenceName } from '#domain/reference/reference.ts';

/** What the demo's bureau has published, as version 1. */
export function demoReference(): Partial<ReferenceBodies> {
  return {
    bureau: {
      name: '云溪区生态环境局',
      documentWord: '青环',
      address: '云溪区政务路 1 号',
      phone: '010-0000 0000',
      appealTo: '云溪区人民政府申请行政复议',
    },
  } satisfies Partial<{ readonly [N in ReferenceName]: ReferenceBodies[N] }>;
}
