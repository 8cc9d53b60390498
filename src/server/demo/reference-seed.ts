import type { ReferenceBodies, ReferenceName } from '#domain/reference/reference.ts';
import { demoInstruments, demoOfficers } from './instruments.ts';
import { demoZones } from './zones.ts';

/** What the demo's bureau has published, as version 1. */
export function demoReference(nowMs: number): Partial<ReferenceBodies> {
  return {
    instruments: { instruments: demoInstruments(nowMs) },
    officers: { officers: demoOfficers(nowMs) },
    zones: demoZones(),
    bureau: {
      name: '云溪区生态环境局',
      documentWord: '青环',
      address: '云溪区政务路 1 号',
      phone: '010-0000 0000',
      appealTo: '云溪区人民政府申请行政复议',
    },
  } satisfies Partial<{ readonly [N in ReferenceName]: ReferenceBodies[N] }>;
}
