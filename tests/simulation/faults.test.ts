import { describe, expect, it } from 'vitest';
import type { Action } from './actions.ts';
import type { Branch } from './counters.ts';
import { addCounters, newCounters } from './counters.ts';
import { runHistory } from './run-history.ts';

const HISTORIES = 64;
const DAILY = ['append', 'two-tabs', 'wake', 'time', 'link', 'dispatch'] as const;

/** Histories in which one fault is frequent: all invariants hold, and it did happen. */
async function holds(happened: readonly Branch[], faults: readonly Action[]): Promise<void> {
  const counters = newCounters();
  for (let seed = 1; seed <= HISTORIES; seed++) {
    const result = await runHistory(seed, undefined, [...DAILY, ...faults]);
    expect(result.violations, `seed ${String(seed)}`).toEqual([]);
    addCounters(counters, result.counters);
  }
  expect(happened.filter((branch) => counters[branch] === 0)).toEqual([]);
}

describe('one fault at a time, often', () => {
  it('[ENGINE-30] [FAULT-39] requests that come twice, late and in another order are taken once, in the order of the device', async () => {
    await holds(['duplicate', 'late-duplicate', 'delay', 'drop-reply', 'receipt-again'], ['late-duplicate']);
  });

  it('[ENGINE-30] [FAULT-45] after 8, 30 or 180 days without any network nothing has expired', async () => {
    await holds(['long-silence'], ['long-silence']);
  });

  it('[ENGINE-30] [FAULT-53] a device clock that is days off and jumps changes nothing and is refused nothing', async () => {
    await holds(['clock-jump'], ['clock']);
  });

  it('[ENGINE-30] [FAULT-54] page and worker of other versions and other clocks work on one store', async () => {
    await holds(['other-host-clock', 'old-protocol', 'newer-app', 'newer-item'], ['second-host', 'kill']);
  });

  it('[ENGINE-30] [FAULT-55] a copied profile is seen, and both branches are kept', async () => {
    await holds(['clone', 'fork'], ['clone']);
  });

  it('[ENGINE-30] [FAULT-62] a server that dies between commit and answer gives the same receipt on the next try', async () => {
    await holds(['server-kill-after-commit', 'receipt-again'], ['late-duplicate']);
  });

  it('[ENGINE-30] [FAULT-63] a server restored as a new history gets back everything that a device holds', async () => {
    await holds(['restore-new-epoch', 'reoffer'], ['back-up', 'restore']);
  });

  it('[ENGINE-30] [FAULT-64] an older file put back by hand leaves devices ahead of it, and nothing is lost or deleted', async () => {
    await holds(['restore-by-hand', 'set-back'], ['back-up', 'restore', 'kill']);
  });

  it('[ENGINE-30] [FAULT-73] a fold that differs is noticed by its digest, kept, and mended by a snapshot', async () => {
    await holds(['damaged-case', 'need'], ['damage']);
  });

  it('[ENGINE-30] [FAULT-74] bad entries among good ones are set aside alone', async () => {
    await holds(['poison-malformed', 'quarantined'], ['malformed']);
  });

  it('[ENGINE-30] [FAULT-75] a server clock that steps by days orders nothing anew', async () => {
    await holds(['server-clock'], ['server-clock']);
  });

  it('[ENGINE-30] [FAULT-52] many cases falsely called gone wait for a person', async () => {
    await holds(['falsely-gone', 'removal-held'], ['say-gone']);
  });
});
