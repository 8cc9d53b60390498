import { describe, expect, it } from 'vitest';
import { acknowledge, failed, Scripted } from './scripted.ts';
import { createEngine } from '#sync/engine.ts';

const kB = 1024;
const BLOB = 'b'.repeat(64);
const OTHER = 'c'.repeat(64);

/** A server that keeps bytes by offset, and confirms what it has whole. */
function withUploads(scripted: Scripted, sizes: Readonly<Record<string, number>>) {
  const received = new Map<string, number>();
  const whole = new Set<string>();
  scripted.onSync = (request) => acknowledge(request, whole);
  scripted.onUpload = (step, blob, offset, bytes) => {
    const at = received.get(blob);
    if (step === 'create') received.set(blob, 0);
    if (step !== 'chunk')
      return step === 'create' || at !== undefined
        ? { kind: 'offset', offset: received.get(blob) ?? 0 }
        : { kind: 'absent' };
    if (at !== offset) return { kind: 'conflict' };
    received.set(blob, offset + bytes);
    if (offset + bytes === sizes[blob]) whole.add(blob);
    return { kind: 'offset', offset: offset + bytes };
  };
  return { received, whole };
}

const chunks = (scripted: Scripted) => scripted.log.filter((line) => line.startsWith('chunk'));
const pass = async (scripted: Scripted) => createEngine(scripted.ports).wake('button');

describe('an upload', () => {
  it('[ENGINE-42] goes in chunks after its entry, and is delivered by a signed receipt', async () => {
    const scripted = new Scripted();
    withUploads(scripted, { [BLOB]: 1_000 * kB });
    scripted.write({ photo: new Uint8Array(1_000 * kB) });
    expect((await pass(scripted)).waiting).toBeNull();
    expect(scripted.log[0]).toBe('sync 1');
    expect(chunks(scripted)).toEqual([0, 128, 384, 896].map((at) => `chunk bb ${String(at * kB)}`));
    expect(scripted.requests.at(-1)?.blobsAsked).toEqual([BLOB]);
    expect(scripted.disk.blobs.get(BLOB)?.receipt?.blob).toBe(BLOB);
  });

  it('[ENGINE-42] what an earlier life delivered is asked for, not sent again', async () => {
    const scripted = new Scripted();
    const { whole } = withUploads(scripted, {});
    whole.add(BLOB);
    scripted.write({ photo: new Uint8Array(9) });
    await pass(scripted);
    await pass(scripted);
    expect(scripted.disk.blobs.get(BLOB)?.receipt).not.toBeNull();
  });

  it('[ENGINE-41] a photo that the disk will not give keeps back no other one', async () => {
    const scripted = new Scripted();
    withUploads(scripted, { [BLOB]: 9, [OTHER]: 9 });
    scripted.write({ photo: new Uint8Array(9) });
    scripted.write({ photo: new Uint8Array(9), blob: OTHER });
    const blobBytes = scripted.store.blobBytes.bind(scripted.store);
    Object.assign(scripted.store, {
      blobBytes: async (blob: string) => (blob === BLOB ? Promise.reject(new Error('disk')) : blobBytes(blob)),
    });
    await pass(scripted);
    expect(scripted.disk.blobs.get(OTHER)?.receipt?.blob).toBe(OTHER);
    expect(scripted.disk.blobs.get(BLOB)).toMatchObject({ receipt: null, failures: 1 });
    expect(scripted.reported).toHaveLength(1);
  });

  it('[ENGINE-40] goes on where the server stands, whatever the device believes', async () => {
    const scripted = new Scripted();
    const { received } = withUploads(scripted, { [BLOB]: 900 });
    scripted.write({ photo: new Uint8Array(900) });
    received.set(BLOB, 400);
    await pass(scripted);
    expect(chunks(scripted)).toEqual(['chunk bb 400']);
  });

  it('[ENGINE-40] a conflict asks for the offset anew, and not for ever', async () => {
    const scripted = new Scripted();
    scripted.write({ photo: new Uint8Array(900) });
    let asked = 0;
    scripted.onUpload = (step) =>
      step === 'offset' && ++asked ? { kind: 'offset', offset: 10 } : { kind: 'conflict' };
    await pass(scripted);
    expect(asked).toBeLessThan(8);
    expect(scripted.disk.blobs.get(BLOB)).toMatchObject({ failures: 1 });
  });

  it.each([
    ['the same offset', 0],
    ['an offset past the end', 5_000],
  ])('[ENGINE-40] an answer with %s does not keep it for ever', async (_, offset) => {
    const scripted = new Scripted();
    scripted.write({ photo: new Uint8Array(900) });
    scripted.onUpload = () => ({ kind: 'offset', offset });
    await pass(scripted);
    expect(scripted.log.length).toBeLessThan(15);
    expect(scripted.disk.blobs.get(BLOB)?.failures).toBe(1);
  });

  it('[ENGINE-42] uploaded whole and not confirmed: noted, and uploaded again later', async () => {
    const scripted = new Scripted();
    const { received } = withUploads(scripted, { [BLOB]: 9 });
    scripted.onSync = (request) => acknowledge(request);
    scripted.write({ photo: new Uint8Array(9) });
    const { waiting } = await pass(scripted);
    expect(scripted.disk.blobs.get(BLOB)).toMatchObject({ failures: 1, receipt: null });
    expect(waiting?.nextTryAt).toBeGreaterThan(scripted.nowMs);
    expect(received.get(BLOB)).toBe(9);
  });
});

describe('one failure among many', () => {
  it('[ENGINE-41] a blob that is refused is left aside with its reason; the others go on', async () => {
    const scripted = new Scripted();
    withUploads(scripted, { [OTHER]: 7 });
    const good = scripted.onUpload;
    scripted.onUpload = (step, blob, offset, bytes) =>
      blob === BLOB ? { kind: 'refused', code: 'hash-mismatch' } : good(step, blob, offset, bytes);
    scripted.write({ photo: new Uint8Array(9), blob: BLOB });
    scripted.write({ photo: new Uint8Array(7), blob: OTHER });
    await pass(scripted);
    expect(scripted.disk.blobs.get(OTHER)?.receipt).not.toBeNull();
    expect(scripted.disk.blobs.get(BLOB)).toMatchObject({ failures: 1, receipt: null });
    expect(scripted.disk.blobs.get(BLOB)!.notBefore).toBeGreaterThan(scripted.nowMs);
  });

  it.each([
    ['gone', null],
    ['cut short', new Uint8Array(8)],
  ])('[ENGINE-41] bytes that are %s are never sent as if whole', async (_, bytes) => {
    const scripted = new Scripted();
    withUploads(scripted, {});
    scripted.write({ photo: new Uint8Array(9) });
    scripted.store.blobBytes = async () => Promise.resolve(bytes);
    await pass(scripted);
    expect(chunks(scripted)).toEqual([]);
    expect(scripted.disk.blobs.get(BLOB)?.failures).toBe(1);
  });

  it('[ENGINE-41] a connection that fails ends the pass and blames no blob', async () => {
    const scripted = new Scripted();
    scripted.write({ photo: new Uint8Array(9), blob: BLOB });
    scripted.write({ photo: new Uint8Array(7), blob: OTHER });
    const tried: string[] = [];
    scripted.onUpload = (_, blob) => {
      tried.push(blob);
      return failed('offline');
    };
    expect((await pass(scripted)).waiting?.cause).toBe('offline');
    expect(tried).toEqual([BLOB]);
    expect(scripted.disk.blobs.get(BLOB)?.failures).toBe(0);
  });

  it('[ENGINE-5] an entry written meanwhile goes before the next chunk', async () => {
    const scripted = new Scripted();
    withUploads(scripted, { [BLOB]: 300 * kB });
    scripted.write({ photo: new Uint8Array(300 * kB) });
    const engine = createEngine(scripted.ports);
    const good = scripted.onUpload;
    scripted.onUpload = (step, blob, offset, bytes) => {
      if (step === 'chunk' && offset === 0) {
        scripted.write();
        void engine.wake('append');
      }
      return good(step, blob, offset, bytes);
    };
    await engine.wake('start');
    await engine.wake('button');
    const order = scripted.log.filter((line) => line.startsWith('chunk') || line === 'sync 1');
    expect(order).toEqual(['sync 1', 'chunk bb 0', 'sync 1', `chunk bb ${String(128 * kB)}`]);
  });

  it('[ENGINE-5] steady wakes still let one chunk through each', async () => {
    const scripted = new Scripted();
    const { whole } = withUploads(scripted, { [BLOB]: 2_000 * kB });
    scripted.write({ photo: new Uint8Array(2_000 * kB) });
    const engine = createEngine(scripted.ports);
    const answer = scripted.onSync;
    scripted.onSync = (request) => {
      if (!whole.has(BLOB)) void engine.wake('live');
      return answer(request);
    };
    await engine.wake('start');
    for (let i = 0; i < 10 && !whole.has(BLOB); i++) await engine.wake('live');
    expect(whole.has(BLOB)).toBe(true);
  });
});

describe('a revoked device', () => {
  it('[ENGINE-59] [FAULT-50] hands in its entries and their photos, is told nothing, and says so at the end', async () => {
    const scripted = new Scripted();
    const { whole } = withUploads(scripted, { [BLOB]: 500 * kB });
    scripted.write();
    scripted.write({ photo: new Uint8Array(500 * kB) });
    scripted.onSync = (request) => {
      if (request.entries.length + request.blobsAsked.length === 0) return failed('device-revoked');
      const reply = acknowledge(request, whole);
      return reply.kind === 'ok'
        ? { ...reply, page: { ...reply.page, head: { ...reply.page.head, cursor: null } } }
        : reply;
    };
    const engine = createEngine(scripted.ports);
    expect((await engine.wake('button')).waiting).toEqual({ cause: 'device-revoked', nextTryAt: null });
    expect(scripted.unsent).toEqual([]);
    expect(scripted.disk.blobs.get(BLOB)?.receipt?.blob).toBe(BLOB);
    expect(scripted.disk.cursor).toBeNull();
    expect((await engine.wake('button')).waiting).toEqual({ cause: 'device-revoked', nextTryAt: null });
  });
});

describe('a link that goes up and down', () => {
  /** 128 kB go before each cut, of which the server keeps what had come. */
  it('[ENGINE-56] [FAULT-41] is tried again soon for as long as it gets on, and later and later once it does not', async () => {
    const scripted = new Scripted();
    const { received, whole } = withUploads(scripted, { [BLOB]: 2_000 * kB });
    scripted.write({ photo: new Uint8Array(2_000 * kB) });
    const steady = scripted.onUpload;
    let keeps = 40 * kB;
    scripted.onUpload = (step, blob, offset, bytes) => {
      if (step !== 'chunk') return steady(step, blob, offset, bytes);
      received.set(blob, (received.get(blob) ?? 0) + Math.min(keeps, bytes - 1));
      return failed('offline');
    };
    const engine = createEngine(scripted.ports);
    const waits: number[] = [];
    const again = async (times: number): Promise<void> => {
      for (let i = 0; i < times; i++) {
        const { waiting } = await engine.wake('button');
        waits.push((waiting?.nextTryAt ?? 0) - scripted.nowMs);
      }
    };
    await again(10);
    expect(Math.max(...waits)).toBeLessThanOrEqual(2_000);
    // The last step of those shows in the next offset; from then on nothing moves.
    keeps = 0;
    waits.length = 0;
    await again(6);
    expect(waits.slice(1)).toEqual([...waits.slice(1)].sort((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThan(20_000);
    scripted.onUpload = steady;
    await engine.wake('button');
    expect(whole.has(BLOB)).toBe(true);
  });
});
