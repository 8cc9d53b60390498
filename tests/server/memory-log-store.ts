import type {
  AccessChange,
  BootPlace,
  ChainEntry,
  ChainPlace,
  DeviceContact,
  DeviceRow,
  LogHead,
  LogHistory,
  LogReader,
  LogStore,
  LogWriter,
  QuarantineRow,
  SequencedEntry,
} from '#server/db/port.ts';
import type { BlobReceipt, LogReach, Receipt } from '#domain/log/receipt.ts';
import type { CaseState } from '#domain/case/case-state.ts';

interface Access {
  readonly key: string;
  readonly fromSeq: number;
  toSeq: number | null;
}

/** Where a test may let the server die: an error thrown here loses the transaction, or only the answer. */
export interface CrashPoints {
  beforeCommit?: (() => void) | undefined;
  afterCommit?: (() => void) | undefined;
}

/** The log in memory, for tens of thousands of simulated histories. Only committed work survives a throw, as on disk. */
export class MemoryLogStore implements LogStore {
  readonly crash: CrashPoints = {};
  #log: MemoryLog;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: { readonly epoch: string }) {
    this.#log = new MemoryLog({ epoch: options.epoch, history: { lineage: [], durable: null } });
  }

  /** A copy of the whole, taken between two transactions. */
  backup(): LogBackup {
    return { log: this.#log.copy(this.#log.name) };
  }

  /** What was backed up takes the place of everything. With `epoch` a new history that goes on from it; without, an old file put back by hand. */
  restore({ log }: LogBackup, epoch?: string): void {
    const { name } = log;
    const lineage = [...name.history.lineage, { epoch: name.epoch, seq: log.entries.length }];
    this.#log = log.copy(epoch === undefined ? name : { epoch, history: { ...name.history, lineage } });
  }

  /** A backup of so much has been read back and found whole. */
  noteDurable(durable: LogReach): void {
    this.#log.name = { ...this.#log.name, history: { ...this.#log.name.history, durable } };
  }

  get checkpoint(): { readonly epoch: string; readonly seq: number; readonly hash: string } & Pick<
    LogHistory,
    'lineage'
  > {
    const { epoch, history } = this.#log.name;
    const last = this.#log.entries.at(-1);
    return { epoch, seq: last?.receipt.seq ?? 0, hash: last?.logHash ?? '', lineage: history.lineage };
  }

  deviceRow(id: string): DeviceRow | null {
    return this.#log.deviceRow(id);
  }

  read<T>(work: (log: LogReader) => Promise<T>): Promise<T> {
    return this.#inTurn(() => work(this.#log));
  }

  write<T>(work: (log: LogWriter) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      try {
        const result = await work(this.#log);
        this.crash.beforeCommit?.();
        this.#log.undo.length = 0;
        this.crash.afterCommit?.();
        return result;
      } catch (error) {
        this.#log.rollBack();
        throw error;
      }
    });
  }

  /** All sequenced entries, for assertions. */
  get entries(): readonly SequencedEntry[] {
    return this.#log.entries;
  }

  get quarantined(): readonly QuarantineRow[] {
    return this.#log.quarantineRows;
  }

  caseStates(): readonly CaseState[] {
    return [...this.#log.caseRows.values()];
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#last.then(work, work);
    this.#last = run.catch(() => undefined);
    return run;
  }
}

/** What a history goes by. */
interface LogName {
  readonly epoch: string;
  readonly history: LogHistory;
}

export interface LogBackup {
  readonly log: MemoryLog;
}

class MemoryLog implements LogWriter {
  name: LogName;
  readonly undo: (() => void)[] = [];
  readonly entries: SequencedEntry[] = [];
  readonly quarantineRows: QuarantineRow[] = [];
  readonly caseRows = new Map<string, CaseState>();
  readonly #byId = new Map<string, SequencedEntry>();
  readonly #places = new Map<string, ChainPlace[]>();
  readonly #access = new Map<string, Access[]>();
  readonly #devices = new Map<string, DeviceRow>();
  readonly #blobs = new Map<string, BlobReceipt>();
  readonly #texts = new WeakMap<CaseState, string>();

  constructor(name: LogName) {
    this.name = name;
  }

  copy(name: LogName): MemoryLog {
    const copy = new MemoryLog(name);
    copy.entries.push(...this.entries);
    copy.quarantineRows.push(...this.quarantineRows);
    for (const [id, state] of this.caseRows) copy.caseRows.set(id, state);
    for (const [id, entry] of this.#byId) copy.#byId.set(id, entry);
    for (const [id, places] of this.#places) copy.#places.set(id, [...places]);
    for (const [id, rows] of this.#access)
      copy.#access.set(
        id,
        rows.map((row) => ({ ...row })),
      );
    for (const [id, device] of this.#devices) copy.#devices.set(id, device);
    for (const [id, receipt] of this.#blobs) copy.#blobs.set(id, receipt);
    return copy;
  }

  deviceRow = (id: string): DeviceRow | null => this.#devices.get(id) ?? null;

  rollBack(): void {
    for (const step of this.undo.splice(0).reverse()) step();
  }

  #set<K, V>(map: Map<K, V>, key: K, value: V): void {
    const before = map.get(key);
    const had = map.has(key);
    map.set(key, value);
    this.undo.push(() => {
      if (had) map.set(key, before as V);
      else map.delete(key);
    });
  }

  #add<T>(list: T[], item: T): void {
    list.push(item);
    this.undo.push(() => list.pop());
  }

  damagedCases = (): Promise<ReadonlySet<string>> => Promise.resolve(new Set());

  refill = (): Promise<void> => Promise.resolve();

  epoch = (): Promise<string> => Promise.resolve(this.name.epoch);

  head(): Promise<LogHead> {
    const last = this.entries.at(-1);
    return Promise.resolve(last ? { seq: last.receipt.seq, hash: last.logHash } : { seq: 0, hash: '' });
  }

  hashAt(seq: number): Promise<string | null> {
    return Promise.resolve(seq === 0 ? '' : (this.entries[seq - 1]?.logHash ?? null));
  }

  history = (): Promise<LogHistory> => Promise.resolve(this.name.history);

  devices(ids: readonly string[]): Promise<ReadonlyMap<string, DeviceRow>> {
    const known = ids.map((id) => this.#devices.get(id)).filter((device) => device !== undefined);
    return Promise.resolve(new Map(known.map((device) => [device.id, device])));
  }

  device(id: string): Promise<DeviceRow | null> {
    return Promise.resolve(this.#devices.get(id) ?? null);
  }

  receipts(ids: readonly string[]): Promise<ReadonlyMap<string, Receipt>> {
    const known = ids.map((id) => this.#byId.get(id)).filter((entry) => entry !== undefined);
    return Promise.resolve(new Map(known.map(({ receipt }) => [receipt.entry, receipt])));
  }

  erased = (): Promise<ReadonlySet<string>> => Promise.resolve(new Set());

  chainPlaces(device: string, seqs: readonly number[]): Promise<readonly ChainPlace[]> {
    return Promise.resolve((this.#places.get(device) ?? []).filter(({ seq }) => seqs.includes(seq)));
  }

  chainFrom(device: string, from: number, limit: number): Promise<readonly ChainEntry[]> {
    const places = (this.#places.get(device) ?? []).filter(({ seq }) => seq >= from);
    const numbers = [...new Set(places.map(({ seq }) => seq))].sort((a, b) => a - b).slice(0, limit);
    const told = places.filter(({ seq }) => numbers.includes(seq));
    told.sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));
    const blobsOf = (id: string) => (this.#byId.get(id)?.blobs ?? []).map(({ blob }) => blob).sort();
    return Promise.resolve(told.map(({ id, seq }) => ({ seq, entry: id, blobs: blobsOf(id) })));
  }

  cases(ids: readonly string[]): Promise<ReadonlyMap<string, CaseState>> {
    return Promise.resolve(
      new Map(ids.flatMap((id) => (this.caseRows.has(id) ? [[id, this.caseRows.get(id) as CaseState]] : []))),
    );
  }

  snapshots(ids: readonly string[], keys: readonly string[]) {
    const rows = ids.map((id) => this.caseRows.get(id)).filter((state) => state !== undefined);
    return Promise.resolve(rows.filter(({ id }) => this.#isOpenNow(id, keys)).map((state) => this.#snapshotOf(state)));
  }

  bootPage(keys: readonly string[], place: BootPlace | null, limit: number) {
    const rows = [...this.caseRows.values()]
      .filter(({ id }) => this.#isOpenNow(id, keys))
      .map((state) => ({ ...this.#snapshotOf(state), place: bootPlaceOf(state) }))
      .filter((row) => place === null || comparePlaces(row.place, place) > 0)
      .sort((a, b) => comparePlaces(a.place, b.place));
    return Promise.resolve(rows.slice(0, limit));
  }

  countOpen(keys: readonly string[]) {
    return Promise.resolve([...this.caseRows.keys()].filter((id) => this.#isOpenNow(id, keys)).length);
  }

  changedPage(keys: readonly string[], after: number, limit: number) {
    const rows = [...this.caseRows.values()].filter(({ id, lastSeq }) => lastSeq > after && this.#isOpenNow(id, keys));
    rows.sort((a, b) => a.lastSeq - b.lastSeq);
    return Promise.resolve(
      rows.slice(0, limit).map((state) => ({ ...this.#snapshotOf(state), lastSeq: state.lastSeq })),
    );
  }

  feed(keys: readonly string[], after: number, limit: number): Promise<readonly SequencedEntry[]> {
    const found: SequencedEntry[] = [];
    for (let i = after; i < this.entries.length && found.length < limit; i++) {
      const entry = this.entries[i];
      const id = entry?.receipt.case ?? '';
      if (entry && this.#isOpenNow(id, keys) && this.#wasOpenAt(id, keys, after)) found.push(entry);
    }
    return Promise.resolve(found);
  }

  visibilityChanges(keys: readonly string[], after: number, limit: number) {
    const changes = [...this.#access].flatMap(([id, rows]) => {
      const seqs = rows
        .filter(({ key }) => keys.includes(key))
        .flatMap(({ fromSeq, toSeq }) => (toSeq === null ? [fromSeq] : [fromSeq, toSeq]));
      const [visibleNow, visibleBefore] = [this.#isOpenNow(id, keys), this.#wasOpenAt(id, keys, after)];
      const state = this.caseRows.get(id);
      const size = state ? this.#snapshotOf(state).text.length : 0;
      return seqs.filter((seq) => seq > after).map((seq) => ({ case: id, seq, visibleNow, visibleBefore, size }));
    });
    return Promise.resolve(changes.sort((a, b) => a.seq - b.seq).slice(0, limit));
  }

  blobReceipts(blobs: readonly string[]): Promise<readonly BlobReceipt[]> {
    return Promise.resolve(blobs.map((blob) => this.#blobs.get(blob)).filter((receipt) => receipt !== undefined));
  }

  append(entries: readonly SequencedEntry[]): Promise<void> {
    for (const item of entries) {
      const { header } = item.entry;
      if (this.#byId.has(item.receipt.entry)) throw new Error(`entry ${item.receipt.entry} is sequenced already`);
      if (item.receipt.seq !== this.entries.length + 1) throw new Error('sequence with a hole');
      this.#add(this.entries, item);
      this.#set(this.#byId, item.receipt.entry, item);
      const places = this.#places.get(header.device) ?? [];
      if (!this.#places.has(header.device)) this.#set(this.#places, header.device, places);
      this.#add(places, { id: item.receipt.entry, seq: header.seq, chain: item.receipt.chain });
    }
    return Promise.resolve();
  }

  putCases(states: readonly CaseState[]): Promise<void> {
    for (const state of states) this.#set(this.caseRows, state.id, state);
    return Promise.resolve();
  }

  changeAccess(changes: readonly AccessChange[]): Promise<void> {
    for (const change of changes) {
      const rows = this.#access.get(change.case) ?? [];
      if (!this.#access.has(change.case)) this.#set(this.#access, change.case, rows);
      if (change.open) {
        this.#add(rows, { key: change.key, fromSeq: change.seq, toSeq: null });
        continue;
      }
      const open = rows.find(({ key, toSeq }) => key === change.key && toSeq === null);
      if (!open) throw new Error(`${change.key} did not open ${change.case}`);
      open.toSeq = change.seq;
      this.undo.push(() => (open.toSeq = null));
    }
    return Promise.resolve();
  }

  moveDevice(id: string, chain: { readonly lastSeq: number; readonly head: string | null }): Promise<void> {
    return this.#changeDevice(id, chain);
  }

  noteContact(id: string, { at, health }: DeviceContact): Promise<void> {
    return this.#changeDevice(id, { lastContactAt: at, health });
  }

  revoke(id: string, at: number): Promise<void> {
    return this.#changeDevice(id, { revokedAt: at });
  }

  enrol(device: DeviceRow): Promise<void> {
    this.#set(this.#devices, device.id, device);
    return Promise.resolve();
  }

  quarantine(rows: readonly QuarantineRow[]): Promise<void> {
    for (const row of rows) {
      const isKnown = this.quarantineRows.some((other) => other.device === row.device && other.text === row.text);
      if (!isKnown) this.#add(this.quarantineRows, row);
    }
    return Promise.resolve();
  }

  putBlobReceipt(receipt: BlobReceipt): Promise<void> {
    this.#set(this.#blobs, receipt.blob, receipt);
    return Promise.resolve();
  }

  #changeDevice(id: string, change: Partial<DeviceRow>): Promise<void> {
    const device = this.#devices.get(id);
    if (device) this.#set(this.#devices, id, { ...device, ...change });
    return Promise.resolve();
  }

  #isOpenNow(id: string, keys: readonly string[]): boolean {
    return (this.#access.get(id) ?? []).some(({ key, toSeq }) => toSeq === null && keys.includes(key));
  }

  #wasOpenAt(id: string, keys: readonly string[], seq: number): boolean {
    const rows = this.#access.get(id) ?? [];
    return rows.some(
      ({ key, fromSeq, toSeq }) => keys.includes(key) && fromSeq <= seq && (toSeq === null || toSeq > seq),
    );
  }

  #snapshotOf(state: CaseState) {
    const text = this.#texts.get(state) ?? JSON.stringify(state);
    this.#texts.set(state, text);
    return { case: state.id, text };
  }
}

function bootPlaceOf(state: CaseState): BootPlace {
  return {
    closed: state.status === 'closed' ? 1 : 0,
    dueAtMs: state.dueAtMs ?? Number.MAX_SAFE_INTEGER,
    case: state.id,
  };
}

function comparePlaces(a: BootPlace, b: BootPlace): number {
  return a.closed - b.closed || a.dueAtMs - b.dueAtMs || (a.case < b.case ? -1 : a.case > b.case ? 1 : 0);
}
