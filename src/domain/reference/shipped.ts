import type { ReferenceBodies, ReferenceName, ReferenceVersion } from './reference.ts';
import type { JsonObject } from '../kernel/json.ts';
import { SHIPPED_BUREAU } from './bureau.ts';
import { SHIPPED_CHECKLISTS } from '../checklist/shipped-checklists.ts';
import { SHIPPED_INSTRUMENTS } from './instruments.ts';
import { SHIPPED_NOISE_RULES } from '../noise/shipped-rules/shipped-noise-rules.ts';
import { SHIPPED_OFFICERS } from './officers.ts';
import { SHIPPED_ZONES } from './zones.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { sha256OfText } from '../kernel/sha256.ts';

/** What the app knows before a bureau has published anything. */
const SHIPPED: ReferenceBodies = {
  'noise-rules': SHIPPED_NOISE_RULES,
  instruments: SHIPPED_INSTRUMENTS,
  officers: SHIPPED_OFFICERS,
  zones: SHIPPED_ZONES,
  checklists: SHIPPED_CHECKLISTS,
  bureau: SHIPPED_BUREAU,
};

/** Hash by which entries name the version they were made by, hex. */
export function hashOfReference(body: object): string {
  return sha256OfText(canonicalJson(JSON.parse(JSON.stringify(body)) as JsonObject));
}

export function shippedVersion<N extends ReferenceName>(name: N): ReferenceVersion<N> {
  const body = SHIPPED[name];
  return { name, version: 0, hash: hashOfReference(body), at: null, by: null, reason: '', body };
}
