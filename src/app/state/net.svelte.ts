import { send } from './call-api.ts';
import { wakeEngine } from './engine-host.ts';

const PROBE_EVERY_MS = 20_000;
const PROBE_TIMEOUT_MS = 5_000;
/** An exchange this fresh says more than any probe. */
const FRESH_MS = 15_000;

/** Whether our server can be reached. `navigator.onLine` is believed only when it says no: a phone in a captive portal is "online" too. */
class Net {
  state: 'online' | 'offline' | 'unknown' = $state('unknown');
  #contactAt = 0;

  noteContact(at: number): void {
    if (at <= this.#contactAt) return;
    this.#contactAt = at;
    if (Date.now() - at < FRESH_MS && navigator.onLine) this.state = 'online';
  }

  async probe(): Promise<void> {
    if (!navigator.onLine) {
      this.state = 'offline';
      return;
    }
    if (Date.now() - this.#contactAt < FRESH_MS) return;
    const was = this.state;
    this.state = (await answersHealth()) ? 'online' : 'offline';
    if (was === 'offline' && this.state === 'online') wakeEngine('online');
  }
}

export const net = new Net();

/** Looks at once, on every change the browser tells of, and now and then while the page is seen. */
export function watchNet(): () => void {
  const lost = (): void => void (net.state = 'offline');
  const look = (): void => void net.probe();
  window.addEventListener('offline', lost);
  window.addEventListener('online', look);
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') look();
  }, PROBE_EVERY_MS);
  look();
  return () => {
    window.removeEventListener('offline', lost);
    window.removeEventListener('online', look);
    clearInterval(timer);
  };
}

/** Our server answers with JSON, well or not; a portal's page is HTML. */
async function answersHealth(): Promise<boolean> {
  const response = await send('/healthz', { timeoutMs: PROBE_TIMEOUT_MS });
  return response?.headers.get('content-type')?.startsWith('application/json') ?? false;
}
