import type { Fix, NoFixReason, PhotoBody, PhotoTag } from '#domain/case/bodies.ts';
import type { NewBlob } from './record.ts';
import type { Outcome } from './failure.ts';
import { failed } from './failure.ts';

/** Hashed before anything else touched it. `thumb` is null when the browser cannot draw the format: the original is kept all the same. */
export interface PreparedPhoto {
  readonly original: NewBlob;
  readonly thumb: NewBlob | null;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface PhotoFacts {
  readonly way: PhotoBody['way'];
  readonly tag?: PhotoTag | undefined;
  readonly caption?: string | undefined;
  readonly fileName?: string | undefined;
  readonly visit?: string | undefined;
  readonly fix?: Fix | undefined;
  readonly noFix?: NoFixReason | undefined;
}

export async function preparePhoto(photo: Blob): Promise<Outcome<PreparedPhoto>> {
  return failed('photo-unreadable', { bytes: photo.size });
}

export async function recordPhoto(caseId: string, photo: PreparedPhoto, facts: PhotoFacts): Promise<Outcome<string>> {
  return failed('signed-out', { caseId, bytes: photo.original.bytes.length, way: facts.way });
}

/** An object URL of the bytes on this device, else of the server's; null when neither has them now. Give it back with `releasePhotoUrl`. */
export async function photoUrl(sha256: string, variant: 'original' | 'thumb'): Promise<string | null> {
  return sha256 === variant ? '' : null;
}

export function releasePhotoUrl(url: string): void {
  URL.revokeObjectURL(url);
}
