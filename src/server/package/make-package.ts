import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseLog } from './case-log.ts';
import type { CheckpointRow } from '../proof/checkpoints.ts';
import type { PackagedAnchor, PackagedEntry, PackageManifest } from '#domain/package/package-format.ts';
import type { PackageOrder } from './package-order.ts';
import type { PackFile } from './pack-file.ts';
import type { Services } from '../http/context.ts';
import {
  ANCHORS_FILE,
  CHECKPOINT_FILE,
  ENTRIES_FILE,
  KEYS_FILE,
  MANIFEST_FILE,
} from '#domain/package/package-format.ts';
import { blobPathIn } from '../blobs/blob-path.ts';
import { canonicalJson } from '#domain/kernel/canonical-json.ts';
import {
  containerBytes,
  endOfContainer,
  localHeaderOf,
  MAX_CONTAINER_BYTES,
  MAX_FILES,
} from '#domain/package/container.ts';
import { contentOf, packBytes, packPath, packText } from './pack-file.ts';
import { discloseEntries } from './disclose.ts';
import { indexPageOf } from './index-page.ts';
import { makeCheckpoint } from '../proof/checkpoints.ts';
import { packReference } from './reference-files.ts';
import { PACKAGE_KIND, PACKAGE_VERSION, SIGNATURE_FILE } from '#domain/package/package-format.ts';
import { readCaseLog } from './case-log.ts';
import { readMeOf } from './read-me.ts';
import { sha256OfText } from '#domain/kernel/sha256.ts';

export interface MadePackage {
  /** Hex SHA-256 of the manifest. */
  readonly manifest: string;
  readonly bytes: number;
  /** The container, piece by piece. */
  stream(): AsyncGenerator<Uint8Array>;
}

type PackageDeps = Pick<Services, 'db' | 'serverKey' | 'clock' | 'blobs' | 'dataDir' | 'distDir'>;

/** Papers made from entries that this reader gets, if any. */
type DocumentsFor = (entries: readonly PackagedEntry[]) => Promise<readonly PackFile[]>;

/** Too large for a ZIP file that every program reads. */
export class PackageTooLargeError extends Error {
  override readonly name = 'PackageTooLargeError';
}

/**
 * One case as a file that proves itself ([evidence.md](docs/spec/evidence.md), PROOF-20 on). Originals are read from the disk twice and never
 * held in memory.
 * @throws PackageTooLargeError, TreeContradictsError
 */
export async function makePackage(
  deps: PackageDeps,
  order: PackageOrder,
  documentsFor: DocumentsFor = () => Promise.resolve([]),
): Promise<MadePackage> {
  const checkpoint = await makeCheckpoint(deps);
  const log = await readCaseLog(deps.db, order.caseId, checkpoint);
  const entries = discloseEntries(log, order.audience);
  const originals = await originalsOf(deps, entries);
  const files = [
    ...textsOf(log, { entries, checkpoint, order, originals }),
    ...verifierPage(deps.distDir),
    ...anchorFiles(log),
    ...(await packReference(deps.db, entries)),
    ...(await documentsFor(entries)),
    ...originals.files,
  ];
  const manifest = manifestOf(log, { files, entries, order, checkpoint, absent: originals.absent });
  const text = canonicalJson(manifest as never);
  const hash = sha256OfText(text);
  const { alg, publicKey: key } = deps.serverKey;
  const signature = canonicalJson({ alg, key, sig: await deps.serverKey.sign(hash) });
  return seal([packText(MANIFEST_FILE, text), packText(SIGNATURE_FILE, signature), ...files], hash);
}

function seal(files: readonly PackFile[], manifest: string): MadePackage {
  const bytes = containerBytes(files);
  if (bytes > MAX_CONTAINER_BYTES || files.length > MAX_FILES)
    throw new PackageTooLargeError(`${String(files.length)} files of ${String(bytes)} bytes`);
  return {
    manifest,
    bytes,
    stream: async function* () {
      for (const file of files) {
        yield localHeaderOf(file);
        yield* contentOf(file);
      }
      yield endOfContainer(files);
    },
  };
}

interface Originals {
  readonly files: readonly PackFile[];
  /** Named by entries, and not on this server (yet). */
  readonly absent: readonly string[];
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'audio/webm': 'webm',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/mp4': 'm4a',
};

async function originalsOf({ db, blobs, dataDir }: PackageDeps, entries: readonly PackagedEntry[]): Promise<Originals> {
  const told = entries.filter(({ withheld }) => withheld === null);
  const named = [...new Set(told.flatMap(({ header }) => header.blobs))];
  const files: PackFile[] = [];
  const absent: string[] = [];
  for (const blob of named) {
    const row = await db.selectFrom('blob').select('media_type').where('id', '=', blob).executeTakeFirst();
    if (!row || !blobs.has(blob)) {
      absent.push(blob);
      continue;
    }
    const name = `originals/${blob}.${EXTENSIONS[row.media_type] ?? 'bin'}`;
    files.push(await packPath(name, blobPathIn(join(dataDir, 'blobs'), blob)));
  }
  return { files, absent };
}

function textsOf(
  log: CaseLog,
  about: {
    readonly entries: readonly PackagedEntry[];
    readonly checkpoint: CheckpointRow;
    readonly order: PackageOrder;
    readonly originals: Originals;
  },
): readonly PackFile[] {
  const { entries, checkpoint, order, originals } = about;
  const lines = entries.map((entry) => `${canonicalJson(entry as never)}\n`).join('');
  const devices = log.devices.map(({ id, publicKey, person, name, enrolledAt, revokedAt }) => ({
    ...{ id, publicKey, person, name, enrolledAt, revokedAt },
  }));
  const anchors: PackagedAnchor[] = log.anchors.map(({ note, at, proof, token, size }) => ({
    ...{ note, at, proof: [...proof], token: token && tokenName(size) },
  }));
  const names = new Map(originals.files.map(({ name, sha256 }) => [sha256, name]));
  return [
    packText('index.html', indexPageOf({ entries, names, people: log.people, order, tree: checkpoint.size })),
    packText('README.txt', readMeOf(order)),
    packText(ENTRIES_FILE, lines),
    packText(CHECKPOINT_FILE, checkpoint.note),
    packText(ANCHORS_FILE, canonicalJson(anchors as never)),
    packText(KEYS_FILE, canonicalJson({ server: log.serverKeys, devices })),
  ];
}

const tokenName = (size: number): string => `anchors/${String(size)}.tsr`;

function anchorFiles(log: CaseLog): readonly PackFile[] {
  const bySize = new Map(log.anchors.flatMap(({ size, token }) => (token ? [[size, token]] : [])));
  return [...bySize].map(([size, token]) => packBytes(tokenName(size), token));
}

/** The built page, where there is one: `npm run verify` and the office's own copy do the same. */
function verifierPage(distDir: string | null): readonly PackFile[] {
  const path = distDir === null ? null : join(distDir, 'verify.html');
  return path !== null && existsSync(path) ? [packBytes('verify.html', readFileSync(path))] : [];
}

function manifestOf(
  log: CaseLog,
  about: {
    readonly files: readonly PackFile[];
    readonly entries: readonly PackagedEntry[];
    readonly order: PackageOrder;
    readonly checkpoint: CheckpointRow;
    readonly absent: readonly string[];
  },
): PackageManifest {
  const { files, entries, order, checkpoint, absent } = about;
  return {
    kind: PACKAGE_KIND,
    v: PACKAGE_VERSION,
    case: order.caseId,
    madeAt: order.nowMs,
    madeBy: order.person,
    audience: order.audience,
    epoch: log.epoch,
    lineage: log.lineage,
    tree: { size: checkpoint.size, root: Buffer.from(checkpoint.root).toString('hex') },
    entries: { count: entries.length, last: entries.at(-1)?.receipt.seq ?? 0 },
    absent,
    files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
  };
}
