import type { Audience, Told } from '#domain/package/audience.ts';
import type { CaseLog } from './case-log.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { PackagedEntry, Withheld } from '#domain/package/package-format.ts';
import type { SequencedEntry } from '../db/port.ts';
import { canonicalJson } from '#domain/kernel/canonical-json.ts';
import { isWithheld, namesCaller } from '#domain/package/audience.ts';

/** The entries as this reader gets them: all headers, and the words that are for them (PROOF-31). */
export function discloseEntries(log: CaseLog, audience: Audience): readonly PackagedEntry[] {
  const bodies = new Map(log.entries.map(({ entry, receipt }) => [receipt.entry, entry.payload?.body ?? null]));
  const hidden = privatePhotos(log.entries);
  const told = (entry: SequencedEntry, depth = 0): Told => {
    const { kind } = entry.entry.header;
    const target = aboutOf(kind, bodies.get(entry.receipt.entry) ?? {});
    const about = log.entries.find(({ receipt }) => receipt.entry === target);
    const isPrivate = hidden.has(entry.receipt.entry);
    // A correction of a correction of …: who wants to hide something there gets nothing told.
    return { kind, isPrivate, about: about && depth < 8 ? told(about, depth + 1) : null };
  };
  return log.entries.map((item, i) => {
    const { entry, receipt, caseAfter: after } = item;
    const withheld = whyWithheld(log, audience, { item, told: told(item) });
    const payload = withheld === null ? entry.payload : null;
    return { header: entry.header, sig: entry.sig, payload, withheld, receipt, after, proof: log.proofs[i] ?? [] };
  });
}

function whyWithheld(
  { callers }: CaseLog,
  audience: Audience,
  { item, told }: { readonly item: SequencedEntry; readonly told: Told },
): Withheld | null {
  const { payload } = item.entry;
  if (payload === null) return 'erased';
  if (isWithheld(audience, told)) return 'audience';
  // Whoever wrote a caller's name into a finding did not mean the party to read it.
  return audience !== 'court' && namesCaller(canonicalJson(payload.body), callers) ? 'caller' : null;
}

function aboutOf(kind: string, body: JsonObject): unknown {
  if (kind === 'correction') return body['target'];
  return kind === 'photo-marks' ? body['photo'] : null;
}

/** Photos that show a caller's home, as first said or as corrected, and photos of which something was to be hidden. */
function privatePhotos(entries: readonly SequencedEntry[]): ReadonlySet<unknown> {
  const hidden = new Set<unknown>();
  for (const { entry, receipt } of entries) {
    const body = entry.payload?.body;
    if (!body) continue;
    const { kind } = entry.header;
    if (kind === 'photo' && body['tag'] === 'sensitive-point') hidden.add(receipt.entry);
    const corrected = kind === 'correction' ? (body['body'] as JsonObject | undefined) : undefined;
    if (corrected?.['tag'] === 'sensitive-point') hidden.add(body['target']);
    const marks =
      kind === 'photo-marks' && Array.isArray(body['marks']) ? (body['marks'] as readonly JsonObject[]) : [];
    if (marks.some(({ shape }) => shape === 'mosaic')) hidden.add(body['photo']);
  }
  return hidden;
}
