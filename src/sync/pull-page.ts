import type { PullPage } from './ports.ts';
import type { SyncHead } from '#protocol/sync.ts';
import { isSyncHead } from '#protocol/sync-head-shape.ts';

/** Lower-case hex SHA-256. */
export type Sha256 = (bytes: Uint8Array<ArrayBuffer>) => Promise<string> | string;

const LINE_FEED = 10;

/**
 * The page of an answer's bytes, or null when they are not one whole page. A close-delimited or gzip body cut short resolves as a success
 * (D8), so that only count and digest tell.
 */
export async function parsePage(bytes: Uint8Array<ArrayBuffer>, sha256: Sha256): Promise<PullPage | null> {
  const headEnd = bytes.indexOf(LINE_FEED);
  if (headEnd < 0) return null;
  const decoder = new TextDecoder();
  const head = parseHead(decoder.decode(bytes.subarray(0, headEnd)));
  if (!head) return null;
  const rest = bytes.subarray(headEnd + 1);
  if ((await sha256(rest)) !== head.digest) return null;
  const lines = rest.length === 0 ? [] : decoder.decode(rest).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.length === head.count ? { head, lines } : null;
}

export async function webSha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

function parseHead(line: string): SyncHead | null {
  try {
    const head: unknown = JSON.parse(line);
    return isSyncHead(head) ? head : null;
  } catch {
    return null;
  }
}
