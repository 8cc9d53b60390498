class Live {
  connected = $state(false);
}

const state = new Live();
export const live: Readonly<Live> = state;

/** Listens for the office's changes while the page is open; each wakes the engine. Answers how to stop. */
export function startLive(): () => void {
  state.connected = false;
  return () => {};
}
