import { wakeEngine } from './engine-host.ts';
import { watchStore } from './open-store.svelte.ts';

/** The browser connects again by itself after a lost line, but not after a refusal (no session, a proxy's error). */
const REOPEN_MS = 30_000;

class Live {
  /** The office's changes arrive as they happen. */
  connected = $state(false);
  /** Grows with every change the office tells of, a photo that is whole among them. */
  changes = $state(0);
}

const state = new Live();
export const live: Readonly<Live> = state;

/** While somebody works here, listens for changes at the office; each only wakes the engine. Answers how to stop. */
export function startLive(): () => void {
  return watchStore(() => {
    let source = listen();
    const timer = setInterval(() => {
      if (source.readyState === EventSource.CLOSED) source = listen();
    }, REOPEN_MS);
    return () => {
      clearInterval(timer);
      source.close();
      state.connected = false;
    };
  });
}

function listen(): EventSource {
  const source = new EventSource('/api/live');
  source.onopen = () => (state.connected = true);
  source.onerror = () => (state.connected = false);
  source.addEventListener('changed', () => {
    state.changes += 1;
    wakeEngine('live');
  });
  return source;
}
