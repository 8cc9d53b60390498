import type { Recording } from '#storage/recordings.ts';
import { dropRecording, joined, keepPiece, unfinishedRecording } from '#storage/recordings.ts';
import type { Failure } from './failure.ts';
import { onStore } from './open-store.svelte.ts';

/** What is kept of a recording that is over. */
export type Recorded = Recording & { readonly interrupted: boolean };

/**
 *   idle ─▶ asking ─▶ recording ─(stop, taken away, too long)─▶ recorded
 *              └─▶ denied / none / busy
 */
export type RecorderState = 'idle' | 'asking' | 'recording' | 'recorded' | 'denied' | 'none' | 'busy';

/** A page that is killed loses no more than this. */
const PIECE_MS = 2_000;
/** Speech is clear at this rate, and an hour of it is as large as four photos. */
const BITS_PER_SECOND = 32_000;
const LONGEST_MS = 60 * 60_000;
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

/** Records sound for one case. Each piece is on disk before the next is made; a case opened again after a kill has what was kept. */
export class Recorder {
  state: RecorderState = $state('idle');
  elapsedMs = $state(0);
  recorded: Recorded | null = $state.raw(null);
  /** A piece found no room: it is in this page and nowhere else. */
  failure: Failure | null = $state.raw(null);
  /** Stopped by itself, having reached the longest. */
  isFull = $state(false);
  readonly #caseId: string;
  #media: MediaRecorder | null = null;
  #pieces: Uint8Array[] = [];
  #startedAt = 0;
  #untilMs = 0;
  #keeping: Promise<void> = Promise.resolve();
  #clock: ReturnType<typeof setInterval> | null = null;
  #isLeft = false;

  constructor(caseId: string) {
    this.#caseId = caseId;
  }

  /** What an earlier page left behind. */
  async load(): Promise<void> {
    const found = await onStore((store) => unfinishedRecording(store, this.#caseId));
    if (!found.ok || !found.value || this.state !== 'idle') return;
    this.recorded = { ...found.value, interrupted: true };
    this.state = 'recorded';
  }

  async start(): Promise<void> {
    if (!('mediaDevices' in navigator) || !('MediaRecorder' in globalThis)) {
      this.state = 'none';
      return;
    }
    this.state = 'asking';
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      if (this.#isLeft) stopTracks(stream);
      else this.#begin(stream);
    } catch (error) {
      this.state = stateOfError(error);
    }
  }

  stop(): void {
    if (this.#media?.state !== 'inactive') this.#media?.stop();
  }

  /** The entry holds it now, or the person does not want it. */
  async drop(): Promise<void> {
    const { recorded } = this;
    if (recorded) await onStore((store) => dropRecording(store, this.#caseId, recorded.startedAt));
    this.recorded = null;
    this.elapsedMs = 0;
    this.isFull = false;
    this.failure = null;
    this.state = 'idle';
  }

  /** The screen is left: the microphone goes out, what was recorded stays on disk. */
  leave(): void {
    this.#isLeft = true;
    this.stop();
  }

  #begin(stream: MediaStream): void {
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    const media = new MediaRecorder(stream, { ...(mimeType ? { mimeType } : {}), audioBitsPerSecond: BITS_PER_SECOND });
    this.#media = media;
    this.#pieces = [];
    this.#startedAt = Date.now();
    this.#untilMs = 0;
    this.isFull = false;
    this.failure = null;
    const begun = performance.now();
    const sinceMs = (): number => Math.round(performance.now() - begun);
    media.addEventListener('dataavailable', ({ data }) => {
      const untilMs = sinceMs();
      this.#keeping = this.#keeping.then(() => this.#keep(data, untilMs));
    });
    media.addEventListener('stop', () => {
      stopTracks(stream);
      void this.#keeping.then(() => this.#finish());
    });
    // A phone call takes the microphone: what was said until then is kept.
    stream.getAudioTracks()[0]?.addEventListener('ended', () => this.stop());
    media.start(PIECE_MS);
    this.#clock = setInterval(() => {
      this.elapsedMs = sinceMs();
      this.isFull = this.elapsedMs >= LONGEST_MS;
      if (this.isFull) this.stop();
    }, 250);
    this.state = 'recording';
  }

  async #keep(data: Blob, untilMs: number): Promise<void> {
    if (data.size === 0) return;
    const bytes = new Uint8Array(await data.arrayBuffer());
    const number = this.#pieces.length;
    this.#pieces.push(bytes);
    this.#untilMs = untilMs;
    const piece = { startedAt: this.#startedAt, number, untilMs, mediaType: this.#mediaType, bytes };
    const kept = await onStore((store) => keepPiece(store, this.#caseId, piece));
    this.failure = kept.ok ? null : kept.failure;
  }

  get #mediaType(): string {
    return (this.#media?.mimeType ?? '').split(';')[0] || 'audio/webm';
  }

  #finish(): void {
    if (this.#clock !== null) clearInterval(this.#clock);
    this.#clock = null;
    const [startedAt, durationMs, mediaType] = [this.#startedAt, this.#untilMs, this.#mediaType];
    const bytes = joined(this.#pieces);
    this.#pieces = [];
    this.elapsedMs = durationMs;
    this.recorded = bytes.length > 0 ? { startedAt, durationMs, mediaType, bytes, interrupted: false } : null;
    this.state = this.recorded ? 'recorded' : 'idle';
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function stateOfError(error: unknown): RecorderState {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none';
}
