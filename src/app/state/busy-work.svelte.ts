/** Work on the screen that a reload would interrupt: a dirty form, the open camera. While there is any, no new version is taken. */
class BusyWork {
  holds = $state(0);
}

const state = new BusyWork();
export const busyWork: Readonly<BusyWork> = state;

/** Every `hold` has its `release`: in an `$effect`, return `release`. */
export function hold(): void {
  state.holds += 1;
}

export function release(): void {
  state.holds = Math.max(0, state.holds - 1);
}
