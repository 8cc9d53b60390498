import type { BlobServer } from './blob-server.ts';
import type { Life, World } from './world.ts';
import type { Person } from '#domain/people/person.ts';
import type { SimServer } from './sim-server.ts';
import type { SyncReply, Transport, UploadReply, WaitCause } from '#sync/ports.ts';
import type { SyncRequest } from '#protocol/sync.ts';
import type { parsePage } from '#sync/pull-page.ts';
import { sha256 } from './sim-server.ts';

/** Chances of each fault in one history; each history draws its own, so that some links are dreadful and some fine. */
export interface LinkFaults {
  readonly drop: number;
  readonly server: number;
  readonly strange: number;
  readonly kill: number;
  readonly storage: number;
  /** More entries than this in one request are refused with 413. */
  readonly maxEntries: number;
}

export interface Link {
  readonly world: World;
  readonly server: SimServer;
  readonly blobs: BlobServer;
  readonly parse: typeof parsePage;
  readonly person: Person;
  /** Its identity now: a device that lost its store goes on as another. */
  readonly device: () => string;
  isUp: boolean;
  faults: LinkFaults;
  /** Requests a flaky network may deliver once more, much later. */
  readonly late: { readonly request: SyncRequest; readonly person: Person }[];
  readonly hugeEntries: ReadonlySet<string>;
}

const failed = (cause: WaitCause, retryAfterMs: number | null = null) =>
  ({ kind: 'failed', cause, retryAfterMs }) as const;

const LOGIN_PAGE = Uint8Array.from(Buffer.from('<!doctype html><title>Wi-Fi</title>\n<form action=/login>'));

/** `app`: what a request says when it comes from an older or a newer app than this one. */
export function simTransport(link: Link, life: Life, app: Partial<SyncRequest>): Transport {
  const { world } = link;
  return {
    async sync(request) {
      await world.gate(life);
      const reply = await syncOnce(link, { ...request, ...app });
      await world.gate(life);
      if (world.random.chance(link.faults.drop / 4)) {
        world.counters.delay++;
        await world.sleep(life, 1_000 + world.random.below(120_000));
      }
      return reply;
    },
    async uploadOffset(blob) {
      return overNetwork(link, life, async () => Promise.resolve(link.blobs.offset(keyOf(link, blob))));
    },
    async createUpload(task) {
      return overNetwork(link, life, async () => Promise.resolve(link.blobs.create(keyOf(link, task.blob), task)));
    },
    async sendChunk(blob, offset, chunk) {
      if (offset > 0) world.counters['blob-resumed']++;
      const cut = world.random.chance(link.faults.drop) && chunk.length > 1;
      const arrived = cut ? chunk.subarray(0, 1 + world.random.below(chunk.length - 1)) : chunk;
      const reply = await overNetwork(link, life, async () => link.blobs.receive(keyOf(link, blob), offset, arrived));
      if (!cut) return reply;
      world.counters['blob-cut']++;
      if (world.random.chance(0.3) && link.blobs.lose(keyOf(link, blob))) world.counters['blob-lost']++;
      return failed('offline');
    },
    beacon: async () => Promise.resolve(link.isUp),
  };
}

const keyOf = ({ device }: Link, blob: string): string => `${blob}-${device()}`;

async function overNetwork(
  { world, isUp, faults }: Link,
  life: Life,
  work: () => Promise<UploadReply>,
): Promise<UploadReply> {
  await world.gate(life);
  if (!isUp || world.random.chance(faults.drop)) return failed('offline');
  if (world.random.chance(faults.server)) return failed('server-error');
  const reply = await work();
  return world.random.chance(faults.drop) ? failed('offline') : reply;
}

async function syncOnce(link: Link, request: SyncRequest): Promise<SyncReply> {
  const { world, server, faults, person } = link;
  const { random, counters } = world;
  if (!link.isUp) {
    counters['link-down']++;
    return failed('offline');
  }
  if (random.chance(faults.drop)) {
    counters['drop-request']++;
    return failed('offline');
  }
  const early = random.chance(faults.server)
    ? brokenServer(link)
    : random.chance(faults.strange)
      ? await strangeReply(link, request)
      : null;
  if (early) return early;
  if (isTooLarge(link, request)) {
    counters['too-large']++;
    return { kind: 'too-large' };
  }
  if (random.chance(faults.strange)) {
    counters.duplicate++;
    await server.answer(request, person);
  }
  if (random.chance(faults.strange)) link.late.push({ request, person });
  const answer = await server.answer(request, person);
  if (!answer) return failed('offline');
  if (random.chance(faults.drop)) {
    counters['drop-reply']++;
    return failed('offline');
  }
  return replyOf(link, answer.status, random.chance(faults.drop) ? cut(link, answer.bytes) : answer.bytes);
}

async function replyOf({ parse }: Link, status: number, bytes: Uint8Array<ArrayBuffer>): Promise<SyncReply> {
  if (status === 403) return failed('device-revoked');
  if (status === 426) return failed('protocol-too-old');
  if (status === 400) return failed('sign-in');
  if (status !== 200) return failed('server-error');
  const page = await parse(bytes, sha256);
  return page ? { kind: 'ok', page } : failed('offline');
}

function cut({ world }: Link, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const { random } = world;
  world.counters.truncate++;
  const headEnd = bytes.indexOf(10);
  // Half of the cuts fall behind the head: a page that looks whole but for its digest.
  return bytes.slice(
    0,
    random.chance(0.5) ? headEnd + 1 + random.below(bytes.length - headEnd) : random.below(bytes.length),
  );
}

function brokenServer({ world }: Link): SyncReply {
  if (world.random.chance(0.3)) {
    world.counters['error-429']++;
    return failed('server-error', 1_000 + world.random.below(20_000));
  }
  world.counters['error-500']++;
  return failed('server-error');
}

function isTooLarge({ faults, hugeEntries }: Link, { entries }: SyncRequest): boolean {
  return (
    entries.length > faults.maxEntries ||
    entries.some((entry) => hugeEntries.has((entry as { sig: string }).sig.slice(0, 64)))
  );
}

/** A 200 that is not our server's: a portal's page, or a page of the right shape with receipts nobody signed. */
async function strangeReply(link: Link, request: SyncRequest): Promise<SyncReply> {
  const { world, parse } = link;
  if (world.random.chance(0.5)) {
    world.counters.portal++;
    const page = await parse(LOGIN_PAGE, sha256);
    return page ? { kind: 'ok', page } : failed('captive-portal');
  }
  world.counters['forged-reply']++;
  const receipts = request.entries.map((entry, index) => {
    const { sig, header } = entry as { sig: string; header: { case: string } };
    const about = {
      v: 1,
      alg: 'ES256',
      receivedAt: 0,
      rules: 1,
      chain: 'ok',
      epoch: 'e-1',
      verdict: { outcome: 'accepted' },
    };
    return { ...about, entry: sig.slice(0, 64), case: header.case, seq: 1000 + index, sig: 'forged' };
  });
  const head = {
    ...{
      protocol: 1,
      epoch: 'e-1',
      serverTimeMs: 0,
      receipts,
      quarantined: [],
      blobReceipts: [],
      count: 0,
      digest: sha256(new Uint8Array()),
    },
    ...{
      checkpoint: { v: 1, alg: 'ES256', epoch: 'e-1', seq: 9, hash: 'f'.repeat(64), at: 0, sig: 'forged' },
      cursor: null,
    },
    ...{ bootStarts: false, bootEnds: false, more: false },
  };
  const page = await parse(Uint8Array.from(Buffer.from(`${JSON.stringify(head)}\n`)), sha256);
  return page ? { kind: 'ok', page } : failed('offline');
}
