import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileHandle } from 'node:fs/promises';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Db } from '../db/sqlite/open-database.ts';
import type { RescueBlobCode, RescueReport } from '#protocol/rescue.ts';
import type { SyncDeps } from '../sync/ports.ts';
import { giveBlobReceipt } from '../blobs/blob-receipts.ts';
import { MAX_BLOB_BYTES } from '../blobs/uploads.ts';

interface Piece {
  readonly sha256: string;
  readonly bytes: number;
  readonly at: number;
}

interface Growing {
  readonly blob: string;
  readonly bytes: number;
  readonly path: string;
  readonly file: FileHandle;
  have: number;
}

export interface BlobTakerDeps {
  readonly db: Db;
  readonly sync: SyncDeps;
  readonly blobs: BlobStore;
}

/** Photos of a rescue file, piece by piece to disk; each counted and hashed before it is taken, as in an upload. */
export class BlobTaker {
  readonly #deps: BlobTakerDeps;
  readonly #person: string;
  #growing: Growing | null = null;
  /** Settled when its first piece came: its other pieces are passed over. */
  #settled: string | null = null;
  #added = 0;
  #known = 0;
  readonly #refused: { readonly blob: string; readonly code: RescueBlobCode }[] = [];

  constructor(deps: BlobTakerDeps, person: string) {
    this.#deps = deps;
    this.#person = person;
  }

  get report(): RescueReport['blobs'] {
    return { added: this.#added, known: this.#known, refused: this.#refused };
  }

  async add(piece: Piece, bytes: Buffer): Promise<void> {
    if (piece.sha256 !== this.#growing?.blob && piece.sha256 !== this.#settled) await this.#begin(piece);
    const growing = this.#growing;
    if (!growing) return;
    if (piece.at !== growing.have) {
      await this.#giveUp('incomplete');
      return;
    }
    await growing.file.write(bytes);
    growing.have += bytes.length;
    if (growing.have >= growing.bytes) await this.#finish(growing);
  }

  async end(): Promise<void> {
    if (this.#growing) await this.#giveUp('incomplete');
  }

  async #begin({ sha256: blob, bytes }: Piece): Promise<void> {
    await this.end();
    this.#settled = blob;
    if (await this.#isStored(blob)) {
      this.#known += 1;
      return;
    }
    if (bytes > MAX_BLOB_BYTES) return this.#refuse(blob, 'too-large');
    if (!(await this.#isAnnounced(blob))) return this.#refuse(blob, 'blob-not-announced');
    const path = join(this.#deps.blobs.uploadsDir, `${blob}.rescue`);
    this.#growing = { blob, bytes, path, file: await open(path, 'w', 0o600), have: 0 };
  }

  async #finish({ blob, bytes, path, file }: Growing): Promise<void> {
    this.#growing = null;
    await file.close();
    const taken = await this.#deps.blobs.take(path, { blob, bytes });
    if (!taken.ok) {
      await rm(path, { force: true });
      this.#refuse(blob, taken.code);
      return;
    }
    await giveBlobReceipt(this.#deps.sync, blob, taken.blob);
    this.#added += 1;
  }

  async #giveUp(code: RescueBlobCode): Promise<void> {
    const growing = this.#growing;
    if (!growing) return;
    this.#growing = null;
    await growing.file.close();
    await rm(growing.path, { force: true });
    this.#refuse(growing.blob, code);
  }

  #refuse(blob: string, code: RescueBlobCode): void {
    this.#refused.push({ blob, code });
  }

  /** A row whose file is gone is no copy: then the rescue file's is taken. */
  async #isStored(blob: string): Promise<boolean> {
    const row = await this.#deps.db.selectFrom('blob').select('id').where('id', '=', blob).executeTakeFirst();
    return row !== undefined && this.#deps.blobs.has(blob);
  }

  /** As for uploads: an entry of one of the person's devices must have spoken of it. */
  async #isAnnounced(blob: string): Promise<boolean> {
    const row = await this.#deps.db
      .selectFrom('blob_ref')
      .innerJoin('device', 'device.id', 'blob_ref.device')
      .select('blob_ref.blob')
      .where('blob_ref.blob', '=', blob)
      .where('device.person', '=', this.#person)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }
}
