import type { PhotoExif } from '#domain/photo/exif.ts';
import type { PhotoMark, Region } from '#domain/photo/marks.ts';

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
  /** null: none found, or not asked for. */
  readonly exif: PhotoExif | null;
}

/** How a copy is drawn: the original is only read. */
export interface CopyRecipe {
  /** Of the long side of the picture, px. */
  readonly maxPx: number;
  /** Burnt into the pixels. */
  readonly hidden: readonly Region[];
  readonly hideBy: 'black' | 'mosaic';
  /** Drawn over the picture; mosaics among them count only through `hidden`. */
  readonly marks: readonly PhotoMark[];
  /** Lines of the strip below the picture, the first in bold; null: no strip. */
  readonly strip: readonly string[] | null;
  /** Words of the QR code at the end of the strip. */
  readonly code: string | null;
}

export interface PhotoCopy {
  readonly sha256: string;
  /** A JPEG without metadata. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Of the strip. */
  readonly stripPx: number;
}

export interface PhotoApi {
  prepare(photo: Blob, withExif: boolean): Promise<PhotoParts>;
  /** A JPEG no longer than `maxPx` on its long side; null when it cannot be drawn. */
  scale(photo: Blob, maxPx: number): Promise<Blob | null>;
  /** null when the original cannot be drawn here. */
  copy(photo: Blob, recipe: CopyRecipe): Promise<PhotoCopy | null>;
}
