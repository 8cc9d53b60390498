import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { ErrorCode } from '#protocol/errors.ts';
import type { BlobStore } from './blob-store.ts';
import type { SyncDeps } from '../sync/ports.ts';
import { giveBlobReceipt } from './blob-receipts.ts';

const UPLOADS_PATH = '/api/blobs/uploads';
/** A 50-megapixel phone photo stays below half of this. */
export const MAX_BLOB_BYTES = 64 * 1024 * 1024;

/** Upload address `<sha256>-<device>`: a device finds its half upload again with nothing saved. */
export interface UploadId {
  readonly blob: string;
  readonly device: string;
}

export function readUploadId(text: string): UploadId | null {
  const match = /^([0-9a-f]{64})-([0-9a-f]{32})$/.exec(text);
  return match?.[1] && match[2] ? { blob: match[1], device: match[2] } : null;
}

const uploadIdText = ({ blob, device }: UploadId) => `${blob}-${device}`;

/** Why the last chunk was refused, as tus hands it through. */
class TusRefusal extends Error {
  readonly status_code = 422;
  readonly body: string;

  constructor(code: ErrorCode) {
    super(code);
    this.body = JSON.stringify({ error: { code } });
  }
}

export interface UploadDeps {
  readonly sync: SyncDeps;
  readonly blobs: BlobStore;
  readonly onStored: () => void;
}

/** The tus protocol, as @tus/server speaks it, and what happens when an upload is whole. */
export class Uploads {
  readonly #deps: UploadDeps;
  readonly #files: FileStore;
  readonly #tus: Server;
  /** Ids of uploads that are being created: tus asks for the name by request. */
  readonly #names = new WeakMap<Request, string>();

  constructor(deps: UploadDeps) {
    this.#deps = deps;
    this.#files = new FileStore({ directory: deps.blobs.uploadsDir });
    this.#tus = new Server({
      path: UPLOADS_PATH,
      datastore: this.#files,
      maxSize: MAX_BLOB_BYTES,
      relativeLocation: true,
      allowedOrigins: () => false,
      namingFunction: (request) => this.#names.get(request) ?? '',
      // Left alone, tus takes what stands after the last slash of the whole address, its query too: another name than the one that was checked.
      getFileIdFromRequest: (request) => new URL(request.url).pathname.slice(UPLOADS_PATH.length + 1),
      onUploadFinish: async (_request, upload) => {
        const id = readUploadId(upload.id);
        const code = id ? await this.finish(id) : 'not-found';
        if (code) throw new TusRefusal(code);
        return {};
      },
    });
  }

  create(request: Request, id: UploadId): Promise<Response> {
    this.#names.set(request, uploadIdText(id));
    return this.#tus.handleWeb(request);
  }

  handle(request: Request): Promise<Response> {
    return this.#tus.handleWeb(request);
  }

  async exists(id: UploadId): Promise<boolean> {
    return (await this.#progress(id)) !== null;
  }

  /** All bytes are there, or the blob lies under its name already; only the last step may be missing. */
  async isComplete(id: UploadId): Promise<boolean> {
    const progress = await this.#progress(id);
    return progress ? progress.offset === progress.size : this.#deps.blobs.has(id.blob);
  }

  /**
   * Checks a complete upload and gives the blob its receipt; null when it is good. May be repeated: the server can die between any two
   * steps, and the next HEAD comes here again ([SYNC-55]).
   */
  async finish(id: UploadId): Promise<ErrorCode | null> {
    const path = join(this.#deps.blobs.uploadsDir, uploadIdText(id));
    const progress = await this.#progress(id);
    const taken = await this.#deps.blobs.take(path, { blob: id.blob, bytes: progress?.size ?? 0 });
    if (!taken.ok) {
      // Started over by the device: no byte of it can be trusted.
      await this.#forget(id);
      return taken.code;
    }
    await giveBlobReceipt(this.#deps.sync, id.blob, taken.blob);
    await this.#forget(id);
    this.#deps.onStored();
    return null;
  }

  async #progress(id: UploadId): Promise<{ readonly offset: number; readonly size: number } | null> {
    try {
      const { offset, size } = await this.#files.getUpload(uploadIdText(id));
      return { offset, size: size ?? 0 };
    } catch {
      // tus throws the same for "never begun" and "moved away": both are no upload.
      return null;
    }
  }

  async #forget(id: UploadId): Promise<void> {
    const path = join(this.#deps.blobs.uploadsDir, uploadIdText(id));
    await rm(path, { force: true });
    await rm(`${path}.json`, { force: true });
  }
}
