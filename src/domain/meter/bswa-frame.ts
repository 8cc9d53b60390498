/**
 * Frames of the BSWA 308/309 (manual v3.16, chapter 5, RS-232):
 *   STX id attribute text ETX BCC CR LF      BCC = XOR of every byte from STX through ETX
 * The computer asks with attribute C; the meter answers with A, ACK or NAK.
 */
export type BswaAttribute = 'command' | 'answer' | 'ack' | 'nak';

export interface BswaFrame {
  /** Number of the meter on the line, 1 as delivered. */
  readonly id: number;
  readonly attribute: BswaAttribute;
  readonly text: string;
}

const STX = 0x02;
const ETX = 0x03;
const CR = 0x0d;
const LF = 0x0a;
const ATTRIBUTES: Readonly<Record<BswaAttribute, number>> = { command: 0x43, answer: 0x41, ack: 0x06, nak: 0x15 };
/** BCC, CR, LF. */
const AFTER_ETX = 3;
/** Where the text begins: after STX, id and attribute. */
const TEXT_AT = 3;
/** The longest answer, a spectrum in thirds, has some 240 characters. */
const MAX_LENGTH = 600;

export function encodeFrame({ id, attribute, text }: BswaFrame): Uint8Array<ArrayBuffer> {
  const head = [STX, id, ATTRIBUTES[attribute], ...Array.from(text, (char) => char.charCodeAt(0)), ETX];
  return Uint8Array.from([...head, checkOf(head), CR, LF]);
}

/** Takes what the line brings, in whatever pieces, and gives back whole frames. What does not check is skipped and counted. */
export class BswaFrameReader {
  /** Starts of frames that turned out to be none: noise, lost or altered bytes. */
  damaged = 0;
  #kept: readonly number[] = [];

  push(bytes: Uint8Array): readonly BswaFrame[] {
    let rest: readonly number[] = [...this.#kept, ...bytes];
    const frames: BswaFrame[] = [];
    for (;;) {
      const start = rest.indexOf(STX);
      if (start === -1) {
        rest = [];
        break;
      }
      rest = rest.slice(start);
      const length = lengthOf(rest);
      if (length === 'more') break;
      const frame = length === 'none' ? null : frameOf(rest.slice(0, length));
      if (frame && length !== 'none') {
        frames.push(frame);
        rest = rest.slice(length);
      } else {
        this.damaged += 1;
        rest = rest.slice(1);
      }
    }
    this.#kept = rest;
    return frames;
  }
}

/** Of the frame that seems to begin here: complete, still coming, or none. An id may be 2 or 3, hence the search begins after it. */
function lengthOf(bytes: readonly number[]): number | 'more' | 'none' {
  const end = bytes.indexOf(ETX, TEXT_AT);
  const next = bytes.indexOf(STX, TEXT_AT);
  if (next !== -1 && (end === -1 || next < end)) return 'none';
  if (end === -1) return bytes.length > MAX_LENGTH ? 'none' : 'more';
  const length = end + 1 + AFTER_ETX;
  return length > bytes.length ? 'more' : length;
}

function frameOf(bytes: readonly number[]): BswaFrame | null {
  const end = bytes.length - AFTER_ETX;
  const [check, cr, lf] = bytes.slice(end);
  if (check !== checkOf(bytes.slice(0, end)) || cr !== CR || lf !== LF) return null;
  const attribute = (Object.keys(ATTRIBUTES) as BswaAttribute[]).find((name) => ATTRIBUTES[name] === bytes[2]);
  const [, id] = bytes;
  if (attribute === undefined || id === undefined) return null;
  return { id, attribute, text: String.fromCharCode(...bytes.slice(TEXT_AT, end - 1)) };
}

function checkOf(bytes: readonly number[]): number {
  return bytes.reduce((check, byte) => check ^ byte, 0);
}
