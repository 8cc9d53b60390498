import type { RescueRefusal, RescueReport } from '#protocol/rescue.ts';
import type { ErrorBody } from '#protocol/errors.ts';
import type { Failure } from './failure.ts';
import { send } from './call-api.ts';
import { wakeEngine } from './engine-host.ts';

/** A gigabyte over the office's network, and every photo in it hashed. */
const TIMEOUT_MS = 30 * 60_000;

/** A rescue file on its way into the office's server: busy ─▶ report, refusal or failure. */
class RescueImport {
  busy = $state(false);
  report: RescueReport | null = $state.raw(null);
  /** Nothing of the file can be read. */
  refusal: RescueRefusal['refusal'] | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);

  async take(file: File): Promise<void> {
    if (this.busy) return;
    Object.assign(this, { busy: true, report: null, refusal: null, failure: null });
    const response = await send('/api/rescue', { method: 'POST', body: file, timeoutMs: TIMEOUT_MS });
    const answer = (await response?.json().catch(() => null)) as RescueReport | RescueRefusal | ErrorBody | null;
    this.busy = false;
    if (!response) this.failure = { code: 'offline', params: {} };
    else if (answer && 'refusal' in answer) this.refusal = answer.refusal;
    else if (answer && 'error' in answer) this.failure = { code: answer.error.code, params: answer.error.params ?? {} };
    else if (answer && response.ok) this.report = answer;
    else this.failure = { code: 'not-our-server', params: {} };
    if (this.report) wakeEngine('live');
  }
}

export const rescueImport = new RescueImport();
