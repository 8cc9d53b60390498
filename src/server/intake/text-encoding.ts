import { refuse } from './table.ts';
import type { Refusal, TextEncoding } from './table.ts';

export type DecodedText =
  | { readonly ok: true; readonly text: string; readonly encoding: TextEncoding }
  | { readonly ok: false; readonly refusal: Refusal };

/** How much of a text may be control characters before it is taken for something else than text. */
const MAX_CONTROL_SHARE = 0.01;
const CONTROLS_ALWAYS_ALLOWED = 8;

/**
 * The text of a .csv. A byte-order mark decides; without one it is UTF-8 when it is valid UTF-8 (GBK text practically never is), else
 * GB18030, which contains GBK and GB2312: what Excel for Chinese Windows writes.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return decodeAs('utf-8', 'utf-8-bom', bytes.subarray(3));
  if (first === 0xff && second === 0xfe) return decodeAs('utf-16le', 'utf-16le', bytes.subarray(2));
  if (first === 0xfe && second === 0xff) return decodeAs('utf-16be', 'utf-16be', bytes.subarray(2));
  const utf8 = decodeAs('utf-8', 'utf-8', bytes);
  if (utf8.ok || utf8.refusal.code !== 'encoding-unknown') return utf8;
  return decodeAs('gb18030', 'gb18030', bytes);
}

function decodeAs(label: string, encoding: TextEncoding, bytes: Uint8Array): DecodedText {
  // ignoreBOM keeps a second mark as text instead of eating it.
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  let text: string;
  try {
    text = decoder.decode(bytes, { stream: true });
  } catch {
    return refuse('encoding-unknown');
  }
  try {
    text += decoder.decode();
  } catch {
    // Everything was valid up to a character cut in half at the very end. In GB18030 that happens to any binary file.
    return label === 'gb18030' ? refuse('encoding-unknown') : refuse('truncated-file');
  }
  return looksLikeText(text) ? { ok: true, text, encoding } : refuse('not-a-spreadsheet');
}

function looksLikeText(text: string): boolean {
  let controls = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0) return false;
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) controls += 1;
  }
  return controls <= Math.max(CONTROLS_ALWAYS_ALLOWED, text.length * MAX_CONTROL_SHARE);
}
