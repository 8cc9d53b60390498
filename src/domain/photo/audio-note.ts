import type { Placed } from '../case/placed.ts';

/** A sound recording made in the app. Evidence only with its words written down (法释〔2002〕21号 art. 12). */
export interface AudioNoteBody extends Placed {
  /** Hex SHA-256 of the bytes as the recorder gave them. */
  readonly original: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Device clock at the first sound, ms. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** The page was killed while it ran: what was kept until then. */
  readonly interrupted?: boolean | undefined;
  /** What it is to prove. */
  readonly caption?: string | undefined;
  /** What is said in it, word for word; may come later, as a correction. */
  readonly transcript?: string | undefined;
  readonly visit?: string | undefined;
}
