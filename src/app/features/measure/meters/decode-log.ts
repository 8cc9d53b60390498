/** A binary file is mostly found out by its zeros. */
const MAX_CONTROL_SHARE = 0.01;

/**
 * The text of a meter's file: by its byte-order mark, else UTF-8 where it is valid UTF-8, else GB18030 (which holds GBK), as Windows programs
 * of Chinese makers write. Null when it is no text.
 */
export function decodeLog(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return textOf('utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return textOf('utf-16be', bytes);
  return textOf('utf-8', bytes) ?? textOf('gb18030', bytes);
}

function textOf(label: string, bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    const controls = text.match(/[\u0000-\u0008\u000e-\u001f]/g)?.length ?? 0;
    return text.includes('\u0000') || controls > text.length * MAX_CONTROL_SHARE ? null : text;
  } catch {
    return null;
  }
}
