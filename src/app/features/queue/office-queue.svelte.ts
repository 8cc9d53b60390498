import type { CaseSummary } from '#domain/case/case-summary.ts';
import { arrivalsSince, NOTHING_FRESH, withAll, without, type SeenSeqs } from '#app/features/queue/arrivals.ts';
import { categoriesOf, isFiltered, queueOf, START_FILTER, type QueueFilter } from '#app/features/queue/queue-filter.ts';
import {
  chosenAll,
  keptWithin,
  neighbour,
  NOTHING_CHOSEN,
  toggled,
  toggledTo,
  type Selection,
} from '#app/features/queue/selection.ts';

const MINUTE_MS = 60_000;
/** What one has just done oneself comes back with its receipt, and is no news. */
const OWN_ECHO_MS = 60_000;

interface Source {
  readonly summaries: () => readonly CaseSummary[];
  readonly nowMs: () => number;
}

/** What the office looks at: the filtered queue, the ticks, the row the keys stand on, and what has come in meanwhile. */
export class OfficeQueue {
  filter: QueueFilter = $state.raw(START_FILTER);
  /** Where j and k stand. */
  cursorId: string | null = $state(null);
  /** Cases with something new that nobody has opened here yet. */
  fresh: ReadonlySet<string> = $state.raw(NOTHING_FRESH);
  #ticked: Selection = $state.raw(NOTHING_CHOSEN);
  #seen: SeenSeqs | null = null;
  /** Case id → until when its growth is taken for the echo of one's own act. */
  #acted: Readonly<Record<string, number>> = {};
  readonly #source: Source;
  /** Full minutes: going through 100,000 deadlines at every tick of the clock would be felt. */
  readonly #minuteMs = $derived.by(() => Math.floor(this.#source.nowMs() / MINUTE_MS) * MINUTE_MS);
  readonly queue = $derived.by(() => queueOf(this.#source.summaries(), this.filter, this.#minuteMs));
  readonly order = $derived(this.queue.items.map((item) => item.id));
  readonly selection = $derived(keptWithin(this.#ticked, this.order));
  readonly categories = $derived.by(() => categoriesOf(this.#source.summaries()));
  readonly isFiltered = $derived(isFiltered(this.filter));

  constructor(source: Source) {
    this.#source = source;
  }

  narrow(part: Partial<QueueFilter>): void {
    this.filter = { ...this.filter, ...part };
  }

  clearFilter(): void {
    this.filter = { ...START_FILTER, status: this.filter.status };
  }

  tick(id: string, isRange: boolean): void {
    this.#ticked = isRange ? toggledTo(this.selection, this.order, id) : toggled(this.selection, id);
    this.cursorId = id;
  }

  tickAll(): void {
    this.#ticked = chosenAll(this.order);
  }

  untick(): void {
    this.#ticked = NOTHING_CHOSEN;
  }

  move(step: 1 | -1): string | null {
    this.cursorId = neighbour(this.order, this.cursorId, step);
    return this.cursorId;
  }

  /** Call whenever the summaries have changed. Answers what is new since the last call. */
  look(summaries: readonly CaseSummary[]): { readonly opened: readonly string[]; readonly grown: readonly string[] } {
    const { seen, opened, grown: all } = arrivalsSince(this.#seen, summaries);
    this.#seen = seen;
    const nowMs = this.#source.nowMs();
    const grown = all.filter((id) => nowMs > (this.#acted[id] ?? 0));
    if (opened.length + grown.length > 0) this.fresh = withAll(this.fresh, [...opened, ...grown]);
    return { opened, grown };
  }

  acted(ids: readonly string[]): void {
    const untilMs = this.#source.nowMs() + OWN_ECHO_MS;
    this.#acted = { ...this.#acted, ...Object.fromEntries(ids.map((id) => [id, untilMs])) };
  }

  /** Somebody is looking at it: no longer new. */
  sawCase(id: string): void {
    if (!this.fresh.has(id)) return;
    this.fresh = without(this.fresh, id);
  }
}
