import type { ColumnMapping, ImportRefusal, ImportReport } from '#protocol/import.ts';
import type { Failure } from './failure.ts';

class OrdersImport {
  step: 'choose' | 'preview' | 'done' = $state('choose');
  busy = $state(false);
  report: ImportReport | null = $state.raw(null);
  /** The file could not be read. */
  refusal: ImportRefusal['refusal'] | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);

  async preview(file: File, mapping?: ColumnMapping): Promise<void> {
    this.busy = file.size < 0 && mapping !== undefined;
  }

  async commit(): Promise<void> {}

  reset(): void {
    this.step = 'choose';
  }
}

export const ordersImport = new OrdersImport();
