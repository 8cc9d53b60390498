import type { PersonStore } from './person-store.ts';
import { deleteDraft, listDrafts, loadDraft, saveDraft } from './drafts.ts';

/** Some seconds of a recording under way, as the recorder gave them. */
export interface Piece {
  /** Device clock at the recording's first sound: its name. */
  readonly startedAt: number;
  readonly number: number;
  /** Length of the recording up to the end of this piece. */
  readonly untilMs: number;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type Recording = Omit<Piece, 'number' | 'untilMs'> & { readonly durationMs: number };

/** Begins the kind of every draft that holds a piece; no form goes by it. */
const PIECE_KIND = 'audio-piece';

type StoredPiece = Omit<Piece, 'bytes'> & { readonly audio: string };

/** Lies among the drafts, twice as they do, before the next one comes: a page killed in mid-word loses one piece and no more. */
export async function keepPiece(store: PersonStore, caseId: string, piece: Piece): Promise<void> {
  const { bytes, ...about } = piece;
  const values: StoredPiece = { ...about, audio: toBase64(bytes) };
  const kind = `${PIECE_KIND}:${String(piece.startedAt)}-${String(piece.number)}`;
  await saveDraft(store, { caseId, kind }, { values, focusField: null });
}

/** What is left of the oldest recording of a case that was never finished; null when there is none. */
export async function unfinishedRecording(store: PersonStore, caseId: string): Promise<Recording | null> {
  const pieces = await piecesOf(store, caseId);
  const startedAt = Math.min(...pieces.map((piece) => piece.startedAt));
  const own = pieces.filter((piece) => piece.startedAt === startedAt).sort((a, b) => a.number - b.number);
  // The first holds the head of the file: without it nothing after it can be played.
  const whole = own.filter((piece, at) => piece.number === at);
  const last = whole.at(-1);
  if (!last) return null;
  const bytes = joined(whole.map((piece) => fromBase64(piece.audio)));
  return { startedAt, durationMs: last.untilMs, mediaType: last.mediaType, bytes };
}

/** Once the recording is an entry, or nobody wants it. */
export async function dropRecording(store: PersonStore, caseId: string, startedAt: number): Promise<void> {
  for (const kind of await pieceKinds(store, caseId))
    if (kind.startsWith(`${PIECE_KIND}:${String(startedAt)}-`)) await deleteDraft(store, { caseId, kind });
}

async function pieceKinds(store: PersonStore, caseId: string): Promise<readonly string[]> {
  const drafts = await listDrafts(store, caseId);
  return drafts.map(({ kind }) => kind).filter((kind) => kind.startsWith(PIECE_KIND));
}

async function piecesOf(store: PersonStore, caseId: string): Promise<readonly StoredPiece[]> {
  const kinds = await pieceKinds(store, caseId);
  const drafts = await Promise.all(kinds.map((kind) => loadDraft(store, { caseId, kind })));
  return drafts.flatMap((draft) => (draft ? [draft.values as StoredPiece] : []));
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
