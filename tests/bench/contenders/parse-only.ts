import type { Contender, FlatCase } from '../contender.ts';
import { fetchFlat, PAGE_SIZE } from '../contender.ts';

/** The floor of a pull: fetch and parse, keep nothing. */
export function parseOnly(): Contender {
  return {
    open: () => Promise.resolve(),
    pull: async (count) => {
      const list: FlatCase[] = [];
      for (let from = 0; from < count; from += PAGE_SIZE) list.push(...(await fetchFlat(from, PAGE_SIZE)));
      return list.length;
    },
    list: () => Promise.resolve(0),
  };
}

/** The floor of a push: one request without signatures, one durable transaction. */
export function oneRequest(): Contender {
  let waiting: unknown[] = [];
  return {
    ...parseOnly(),
    prepareEntries: (count) => {
      waiting = Array.from({ length: count }, (_, n) => ({
        id: `e-${String(n)}`,
        text: '现场检查，风机未安装隔声设施。'.repeat(6),
      }));
      return Promise.resolve();
    },
    push: async () => {
      const response = await fetch('/bench/push', { method: 'POST', body: JSON.stringify(waiting) });
      if (!response.ok) throw new Error(`push answered ${String(response.status)}`);
    },
  };
}
