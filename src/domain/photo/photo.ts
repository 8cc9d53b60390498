import type { Placed } from '../case/placed.ts';
import type { PhotoExif } from './exif.ts';

export type PhotoTag = 'overview' | 'source' | 'sensitive-point' | 'nameplate' | 'document' | 'after';

/** Where a file came from: the phone's own camera, opened from here, or what lay on the phone already. */
export type FileOrigin = 'camera-app' | 'gallery';

/** Where the lens pointed, by the phone's compass: a claim like the position, and easily disturbed by iron. */
export interface Heading {
  /** Clockwise from magnetic north, 0…359. */
  readonly degrees: number;
  /** Device clock of the compass reading, ms. */
  readonly at: number;
}

/** The camera as the browser names it. */
export interface CameraUsed {
  readonly label: string;
  /** Of the stream, not of the photo. */
  readonly widthPx?: number | undefined;
  readonly heightPx?: number | undefined;
  readonly facing?: string | undefined;
}

/** The side record of a photo (法释〔2002〕21号 art. 12: how, when, by whom it was made and what it proves). Who and the clock's offset are in the header. */
export interface PhotoBody extends Placed {
  /** Hex SHA-256 of the bytes exactly as the browser handed them over. */
  readonly original: string;
  /** Hex SHA-256 of the derived thumbnail. */
  readonly thumb?: string | undefined;
  readonly mediaType: string;
  readonly bytes: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** How it was taken, as the app knows it. */
  readonly way: 'camera' | 'file';
  /** Of a file; absent in records of earlier versions. */
  readonly from?: FileOrigin | undefined;
  readonly fileName?: string | undefined;
  /** Device clock at the shutter, ms; of a file nobody here knows it. The header's time is when it was stored. */
  readonly takenAt?: number | undefined;
  readonly heading?: Heading | undefined;
  readonly camera?: CameraUsed | undefined;
  /** As found in a file, and believed by nobody: EXIF is easily written. */
  readonly exif?: PhotoExif | undefined;
  readonly tag?: PhotoTag | undefined;
  /** What it is to prove. */
  readonly caption?: string | undefined;
  /** Entry id of the earlier photo of the same view, for before and after. */
  readonly pairOf?: string | undefined;
  readonly visit?: string | undefined;
}

export type PhotoWay = 'camera' | FileOrigin | 'file';

/** `file` where an earlier version did not write down which. */
export function wayOf({ way, from }: Pick<PhotoBody, 'way' | 'from'>): PhotoWay {
  return way === 'camera' ? 'camera' : (from ?? 'file');
}

/** Device clock of the picture: the shutter where it was here, else when it was stored. */
export function shutterAt(body: Pick<PhotoBody, 'takenAt'>, claimedAt: number): number {
  return body.takenAt ?? claimedAt;
}
