import type { JsonObject } from '../kernel/json.ts';
import type { SignedEntry } from '../log/entry.ts';
import type { Violation } from './violation.ts';
import { broken } from './violation.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';

/** I20: what was written by a newer app comes through unchanged, to the letter; an erased payload is no change of a header. */
export function keptUnchanged(id: string, written: SignedEntry, arrived: SignedEntry): Violation[] {
  const isSame =
    textOf(written.header) === textOf(arrived.header) &&
    written.sig === arrived.sig &&
    (arrived.payload === null || textOf(written.payload) === textOf(arrived.payload));
  return isSame ? [] : [broken('I20', `${id} was changed on its way`)];
}

function textOf(part: object | null): string {
  return canonicalJson(part as JsonObject | null);
}
