import type { CameraUsed } from '#domain/photo/photo.ts';

/**
 * The camera inside the page: leaving for the system's camera is where phones kill what they left.
 *   starting ─▶ live ─(hidden, taken away)─▶ paused ─(visible)─▶ starting
 *       └─▶ denied / none / busy
 */
export type CameraState = 'starting' | 'live' | 'paused' | 'denied' | 'none' | 'busy';

type Facing = 'environment' | 'user';

/** `torch` is in Chrome and in no standard type. */
interface TorchTrack extends MediaStreamTrack {
  getCapabilities(): MediaTrackCapabilities & { readonly torch?: boolean };
}

const LONGEST_LABEL = 200;
const WANTED = { width: { ideal: 4096 }, height: { ideal: 3072 } } as const;

export class CameraStream {
  state: CameraState = $state('starting');
  stream: MediaStream | null = $state.raw(null);
  hasTorch = $state(false);
  torch = $state(false);
  #facing: Facing = 'environment';
  /** Raised by every start and stop: an answer that comes late is given back. */
  #turn = 0;

  get track(): MediaStreamTrack | null {
    return this.stream?.getVideoTracks()[0] ?? null;
  }

  /** As the browser names it; a label says which lens, and is empty where the permission was not given. */
  get used(): CameraUsed | undefined {
    const { track } = this;
    if (!track) return undefined;
    const { width, height, facingMode } = track.getSettings();
    return { label: track.label.slice(0, LONGEST_LABEL), widthPx: width, heightPx: height, facing: facingMode };
  }

  async start(): Promise<void> {
    this.#release();
    const turn = ++this.#turn;
    this.state = 'starting';
    if (!('mediaDevices' in navigator)) {
      this.state = 'none';
      return;
    }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: this.#facing, ...WANTED },
      });
      if (turn !== this.#turn) stopTracks(stream);
      else this.#take(stream);
    } catch (error) {
      if (turn === this.#turn) this.state = stateOfError(error);
    }
  }

  /** The other camera, where there are two. */
  async turnAround(): Promise<void> {
    this.#facing = this.#facing === 'environment' ? 'user' : 'environment';
    await this.start();
  }

  async switchTorch(): Promise<void> {
    const wanted = !this.torch;
    try {
      await this.track?.applyConstraints({ advanced: [{ torch: wanted } as MediaTrackConstraintSet] });
      this.torch = wanted;
    } catch {
      // Some phones name the capability and refuse it.
      this.hasTorch = false;
    }
  }

  stop(): void {
    this.#turn += 1;
    this.#release();
    if (this.state === 'live' || this.state === 'starting') this.state = 'paused';
  }

  #take(stream: MediaStream): void {
    this.stream = stream;
    this.state = 'live';
    const track = stream.getVideoTracks()[0] as TorchTrack | undefined;
    this.hasTorch = track?.getCapabilities().torch === true;
    track?.addEventListener('ended', () => {
      if (this.stream === stream) this.stop();
    });
  }

  #release(): void {
    if (this.stream) stopTracks(this.stream);
    this.stream = null;
    this.torch = false;
    this.hasTorch = false;
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function stateOfError(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none';
}
