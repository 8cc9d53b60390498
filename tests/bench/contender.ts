/** A case as peers store it: flat and about 1.5 kB, the same facts as in our snapshots. */
export interface FlatCase {
  readonly id: string;
  readonly orderNo: string;
  readonly category: string;
  readonly matter: string;
  readonly address: string;
  readonly status: string;
  readonly unit: string;
  readonly dueAtMs: number;
  readonly receivedAtMs: number;
  readonly lat: number;
  readonly lon: number;
  readonly history: readonly { readonly at: number; readonly who: string; readonly what: string }[];
}

/**
 * One way of keeping cases on a device. Every step runs in a page of its own; `open` is part of what is timed.
 * Steps a contender has no notion of are absent and print as –.
 */
export interface Contender {
  /** Open the database of this browser profile. */
  open(): Promise<void>;
  /** Fetch `count` cases, keep them durably, and have a list of them in memory. Resolves with the list's length. */
  pull(count: number): Promise<number>;
  /** Have the list of everything stored in memory. Resolves with its length. */
  list(): Promise<number>;
  /** Save one entry (a finding of ordinary length), as durable as the contender goes. */
  saveOne?(index: number): Promise<void>;
  /** The 50 open cases nearest their limit. Resolves with the first one's id. */
  nextByDeadline?(): Promise<string>;
  /** Make `count` entries wait; not timed. */
  prepareEntries?(count: number): Promise<void>;
  /** Send what waits until the server has stored it durably and said so. */
  push?(): Promise<void>;
}

export const PAGE_SIZE = 500;

export async function fetchFlat(from: number, count: number): Promise<readonly FlatCase[]> {
  const response = await fetch(`/bench/cases?from=${String(from)}&count=${String(count)}`);
  return (await response.json()) as readonly FlatCase[];
}

export const findingText = (index: number): string =>
  `第 ${String(index)} 条：风机昼夜运行，未见隔声设施，距住户窗外约 6 米。`.repeat(6);
