/** A photo as it came, hashed before anything else touched it, with a thumbnail when the browser can draw the format. */
export interface PhotoParts {
  readonly sha256: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** From the bytes themselves; '' when they are no picture we know. */
  readonly mediaType: string;
  /** As shown, orientation applied; 0 when it could not be drawn. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly thumb: {
    readonly sha256: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly mediaType: string;
  } | null;
}

export interface PhotoApi {
  prepare(photo: Blob): Promise<PhotoParts>;
  /** A JPEG no longer than `maxPx` on its long side; null when it cannot be drawn. */
  scale(photo: Blob, maxPx: number): Promise<Blob | null>;
}
