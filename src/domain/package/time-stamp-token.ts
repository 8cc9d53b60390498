import { bytesToHex } from '@noble/hashes/utils.js';

/** What a time-stamping authority states (RFC 3161 §2.4.2). Its own signature is not checked here: `openssl ts -verify` does. */
export interface TimeStamp {
  /** SHA-256 of what was stamped. */
  readonly imprint: Uint8Array;
  /** ms since 1970. */
  readonly atMs: number;
}

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
}

const [SEQUENCE, SET, OCTETS, OBJECT_ID, TIME, TAGGED] = [0x30, 0x31, 0x04, 0x06, 0x18, 0xa0];
const SHA_256 = '608648016503040201';
const TST_INFO = '2a864886f70d0109100104';

/** Reads a TimeStampResp, or the bare TimeStampToken in it; null when it is neither, or is not about a SHA-256. */
export function readTimeStamp(der: Uint8Array): TimeStamp | null {
  const [outer] = elementsOf(der);
  const parts = outer?.tag === SEQUENCE ? elementsOf(outer.content) : [];
  // A response begins with its status, a token with its type.
  const token = parts[0]?.tag === OBJECT_ID ? parts : inside(parts[1], SEQUENCE);
  const [signedData] = inside(token[1], TAGGED);
  const [, , content] = inside(signedData, SEQUENCE);
  const [type, wrapped] = inside(content, SEQUENCE);
  const [octets] = inside(wrapped, TAGGED);
  if (type?.tag !== OBJECT_ID || bytesToHex(type.content) !== TST_INFO || octets?.tag !== OCTETS) return null;
  const [info] = elementsOf(octets.content);
  const [, , imprint, , time] = inside(info, SEQUENCE);
  const [algorithm, hash] = inside(imprint, SEQUENCE);
  const [algorithmId] = inside(algorithm, SEQUENCE);
  const atMs = time?.tag === TIME ? timeOf(String.fromCharCode(...time.content)) : null;
  if (hash?.tag !== OCTETS || atMs === null || bytesToHex(algorithmId?.content ?? new Uint8Array()) !== SHA_256)
    return null;
  return { imprint: hash.content, atMs };
}

function inside(element: Element | undefined, tag: number): readonly Element[] {
  return element?.tag === tag || (element?.tag === SET && tag === SET) ? elementsOf(element.content) : [];
}

/** The elements of DER side by side; what is cut off or longer than its container ends the list. */
function elementsOf(der: Uint8Array): readonly Element[] {
  const elements: Element[] = [];
  for (let at = 0; at + 2 <= der.length;) {
    const [tag = 0, first = 0] = [der[at], der[at + 1]];
    const extra = first < 0x80 ? 0 : first - 0x80;
    const start = at + 2 + extra;
    let length = extra === 0 ? first : 0;
    for (const byte of der.subarray(at + 2, start)) length = length * 256 + byte;
    if (extra > 4 || start + length > der.length) return elements;
    elements.push({ tag, content: der.subarray(start, start + length) });
    at = start + length;
  }
  return elements;
}

/** GeneralizedTime of RFC 3161: always UTC, seconds with a fraction or without. */
function timeOf(text: string): number | null {
  const found = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})([.]\d+)?Z$/.exec(text);
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) + Math.round(Number(`0${found[7] ?? ''}`) * 1000);
}
