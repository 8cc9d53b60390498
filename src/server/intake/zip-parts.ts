import { strFromU8, unzipSync } from 'fflate';
import { MAX_INFLATED_BYTES, refuse } from './table.ts';
import type { Refusal } from './table.ts';

const MAX_ENTRIES = 2_000;
/** Sheets compress 10 to 60 fold; small parts full of blanks may do better and harm nobody. */
const MAX_RATIO = 250;
const RATIO_COUNTS_FROM_BYTES = 4 * 1024 * 1024;

export type ZipParts =
  | { readonly ok: true; readonly parts: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly refusal: Refusal };

/** Thrown out of fflate's walk over the directory, which offers no other way to stop. */
class TooMuch extends Error {
  readonly params: Refusal['params'];
  constructor(params: Refusal['params']) {
    super('the archive declares more than is allowed');
    this.params = params;
  }
}

/**
 * The XML parts of an .xlsx as text. What the directory declares is judged before anything is inflated (fault 91); a directory that lies
 * gains nothing, because fflate inflates into a buffer of the declared size and no further.
 */
export function readZipParts(bytes: Uint8Array): ZipParts {
  try {
    judgeDirectory(bytes);
  } catch (error) {
    // A zip has its directory at the end: when there is none, the end is missing.
    return error instanceof TooMuch ? refuse('zip-bomb', error.params) : refuse('truncated-file');
  }
  let inflated: Record<string, Uint8Array>;
  try {
    inflated = unzipSync(bytes, { filter: (file) => isXml(file.name) });
  } catch {
    return refuse('damaged-file');
  }
  const parts = new Map(Object.entries(inflated).map(([name, data]) => [name, strFromU8(data)]));
  // Entities are never expanded here; a spreadsheet program never writes a document type, so whoever did meant harm (fault 112).
  for (const [name, text] of parts)
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return refuse('hostile-markup', { part: name.slice(0, 80) });
  return { ok: true, parts };
}

function judgeDirectory(bytes: Uint8Array): void {
  let entries = 0;
  let total = 0;
  unzipSync(bytes, {
    filter: (file) => {
      entries += 1;
      total += file.originalSize;
      const ratio = file.originalSize / Math.max(1, file.size);
      if (entries > MAX_ENTRIES) throw new TooMuch({ entries, maxEntries: MAX_ENTRIES });
      if (total > MAX_INFLATED_BYTES) throw new TooMuch({ bytes: total, maxBytes: MAX_INFLATED_BYTES });
      if (ratio > MAX_RATIO && file.originalSize > RATIO_COUNTS_FROM_BYTES)
        throw new TooMuch({ ratio: Math.round(ratio), maxRatio: MAX_RATIO });
      return false;
    },
  });
}

function isXml(name: string): boolean {
  return name.endsWith('.xml') || name.endsWith('.xml.rels');
}
