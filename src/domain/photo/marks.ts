/** All places are shares of the photo's width and height as shown, 0…1, so that a mark fits any copy of it. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export type PhotoMark =
  /** Points from x1, y1 to x2, y2. */
  | { readonly shape: 'arrow'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }
  | ({ readonly shape: 'circle' } & Box)
  /** x, y: where the words begin, at half their height. */
  | { readonly shape: 'text'; readonly x: number; readonly y: number; readonly text: string }
  /** Hides what is under it in every copy that is handed out; the original keeps it. */
  | ({ readonly shape: 'mosaic' } & Box);

/** A layer over one photo. The photo itself is never touched; a later layer takes the place of the one before, and all are kept. */
export interface PhotoMarksBody {
  /** Entry id of the photo. */
  readonly photo: string;
  readonly marks: readonly PhotoMark[];
}

export type Region = Box;

export function hiddenRegions(marks: readonly PhotoMark[]): readonly Region[] {
  return marks.flatMap((mark) => (mark.shape === 'mosaic' ? [mark] : []));
}
