const TICK_MS = 10_000;

class ClockState {
  /** Server clock minus device clock when last compared, ms; null when never. */
  offsetMs: number | null = $state(null);
  deviceNowMs = $state(Date.now());

  /** The server's time as well as this device knows it: limits are counted against it, so that a wrong phone clock hides no deadline. */
  get nowMs(): number {
    return this.deviceNowMs + (this.offsetMs ?? 0);
  }
}

const state = new ClockState();
export const clock: Readonly<ClockState> = state;

export function noteClockOffset(offsetMs: number | null): void {
  state.offsetMs = offsetMs;
}

export function startClock(): () => void {
  const timer = setInterval(() => (state.deviceNowMs = Date.now()), TICK_MS);
  return () => clearInterval(timer);
}
