import type { WaitCause } from '#app/state/sync-status.svelte.ts';

export type NetState = 'online' | 'weak' | 'offline' | 'unknown';

interface Line {
  readonly net: 'online' | 'offline' | 'unknown';
  readonly cause: WaitCause | null;
}

const TROUBLED: readonly (WaitCause | null)[] = ['server-error', 'captive-portal', 'wrong-receipt'];

/** What the last exchange says counts; the browser's own opinion of being online does not. */
export function netStateOf({ net, cause }: Line): NetState {
  if (net === 'offline' || cause === 'offline') return 'offline';
  if (TROUBLED.includes(cause)) return 'weak';
  return net;
}
