import type { Remote } from 'comlink';
import type { CaseSummary } from '#domain/case/case-summary.ts';
import { searchTextOf } from '#domain/case/case-summary.ts';
import type { SearchApi, SearchDoc } from '#workers/search/contract.ts';

interface SearchWorker {
  readonly api: Remote<SearchApi>;
  readonly end: () => void;
}

let worker: Promise<SearchWorker> | null = null;
/** What the worker was last told, so that only changes travel. */
let told = new Map<string, CaseSummary>();

/** Ids of the cases that hold every word of `text`, by deadline. The worker starts with the first search. */
export async function searchCases(
  text: string,
  summaries: readonly CaseSummary[],
  limit: number,
): Promise<ReadonlySet<string>> {
  const { api } = await (worker ??= start());
  await tell(api, summaries);
  return new Set(await api.query(text, limit));
}

/** Another person works here now. */
export function stopSearch(): void {
  void worker?.then(({ end }) => end());
  worker = null;
  told = new Map();
}

/** With what speaks to it: the first screen searches nothing yet. */
async function start(): Promise<SearchWorker> {
  const comlink = await import('comlink');
  const thread = new Worker(new URL('../../workers/search/search.worker.ts', import.meta.url), { type: 'module' });
  const api = comlink.wrap<SearchApi>(thread);
  const end = (): void => {
    api[comlink.releaseProxy]();
    thread.terminate();
  };
  return { api, end };
}

async function tell(api: Remote<SearchApi>, summaries: readonly CaseSummary[]): Promise<void> {
  const now = new Map(summaries.map((summary) => [summary.id, summary]));
  const changed = summaries.filter((summary) => told.get(summary.id) !== summary);
  const gone = [...told.keys()].filter((id) => !now.has(id));
  told = now;
  if (gone.length > 0) await api.remove(gone);
  if (changed.length > 0) await api.put(changed.map(docOf));
}

function docOf(summary: CaseSummary): SearchDoc {
  return { id: summary.id, text: searchTextOf(summary), dueAtMs: summary.dueAtMs };
}
