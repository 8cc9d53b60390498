import type { ColumnMapping, ImportRefusal, ImportReport } from '#protocol/import.ts';
import type { Failure } from './failure.ts';
import { askImport } from './ask-import.ts';
import { wakeEngine } from './engine-host.ts';

/** choose ─(preview)─▶ preview ─(commit)─▶ done; a file that cannot be read stays at `choose` with a refusal. */
class OrdersImport {
  step: 'choose' | 'preview' | 'done' = $state('choose');
  busy = $state(false);
  report: ImportReport | null = $state.raw(null);
  /** The file could not be read. */
  refusal: ImportRefusal['refusal'] | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);
  #file: File | null = null;
  #mapping: ColumnMapping | null = null;

  /** Without a mapping the server guesses, or remembers the last one for such a header. */
  async preview(file: File, mapping?: ColumnMapping): Promise<void> {
    this.#file = file;
    this.#mapping = mapping ?? null;
    await this.#ask('preview');
  }

  async commit(): Promise<void> {
    this.#mapping ??= this.report?.mapping ?? null;
    await this.#ask('commit');
    if (this.step === 'done') wakeEngine('live');
  }

  reset(): void {
    this.#file = null;
    this.#mapping = null;
    Object.assign(this, { step: 'choose', busy: false, report: null, refusal: null, failure: null });
  }

  async #ask(step: 'preview' | 'commit'): Promise<void> {
    const file = this.#file;
    if (!file || this.busy) return;
    this.busy = true;
    const answer = await askImport(file, step, this.#mapping);
    this.busy = false;
    this.failure = 'failure' in answer ? answer.failure : null;
    this.refusal = 'refusal' in answer ? answer.refusal : null;
    if (!('report' in answer)) return;
    this.report = answer.report;
    this.step = answer.report.committed ? 'done' : 'preview';
  }
}

export const ordersImport = new OrdersImport();
