/**
 * THE seam: every personal text and every photo goes to disk through here and nowhere else. Row types ask for `SealedText` / `SealedBytes`,
 * which only this file can make, so a table cannot be filled past it. Today the envelope holds the plain value (`seal: 0`); encryption under
 * an unlock key becomes another number here, and rows of both kinds can be read side by side.
 *
 * Sealing takes its time (WebCrypto), so it may never happen inside an IndexedDB transaction: seal first, then write.
 */
declare const madeHere: unique symbol;

export interface SealedText {
  readonly seal: 0;
  readonly text: string;
  readonly [madeHere]: true;
}

export interface SealedBytes {
  readonly seal: 0;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly [madeHere]: true;
}

export interface Sealer {
  sealText(plain: string): Promise<SealedText>;
  openText(sealed: SealedText): Promise<string>;
  sealBytes(plain: Uint8Array): Promise<SealedBytes>;
  openBytes(sealed: SealedBytes): Promise<Uint8Array<ArrayBuffer>>;
}

/** A row this build has no key for: written by a newer app. */
class UnknownSealError extends Error {
  override readonly name = 'UnknownSealError';
}

export const sealer: Sealer = {
  async sealText(text) {
    return { seal: 0, text } as SealedText;
  },
  async openText(sealed) {
    checkSeal(sealed);
    return sealed.text;
  },
  async sealBytes(plain) {
    // A view into a larger buffer would take the whole buffer to disk.
    return { seal: 0, bytes: new Uint8Array(plain) } as SealedBytes;
  },
  async openBytes(sealed) {
    checkSeal(sealed);
    return sealed.bytes;
  },
};

function checkSeal(sealed: { readonly seal: number }): void {
  if (sealed.seal !== 0) throw new UnknownSealError(`seal ${sealed.seal}`);
}

/** A sealed value as a file: the envelope's number, then what it holds. In parts, so that a photo is not copied for one byte. */
export function envelopeParts({ seal, bytes }: SealedBytes): readonly Uint8Array<ArrayBuffer>[] {
  return [Uint8Array.of(seal), bytes];
}

/** null when it is no whole envelope. */
export function openEnvelope(file: Uint8Array<ArrayBuffer>): SealedBytes | null {
  const [seal] = file;
  return seal === undefined ? null : ({ seal, bytes: file.subarray(1) } as unknown as SealedBytes);
}
