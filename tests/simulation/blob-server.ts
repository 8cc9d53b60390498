import type { BlobTask, UploadReply } from '#sync/ports.ts';
import type { SimServer } from './sim-server.ts';
import { serverSigner } from './fake-keys.ts';
import { sha256 } from './sim-server.ts';
import { signStatement } from '#server/sync/statements.ts';

/** Resumable uploads by offset, as tus has them, over bytes in memory. */
export class BlobServer {
  readonly whole = new Map<string, Uint8Array>();
  readonly #parts = new Map<string, { readonly bytes: number; readonly received: number[] }>();
  readonly #server: SimServer;

  constructor(server: SimServer) {
    this.#server = server;
  }

  offset(key: string): UploadReply {
    const part = this.#parts.get(key);
    return part ? { kind: 'offset', offset: part.received.length } : { kind: 'absent' };
  }

  create(key: string, task: BlobTask): UploadReply {
    const announced = this.#server.log.entries.some(({ blobs }) => blobs.some(({ blob }) => blob === task.blob));
    if (!announced) return { kind: 'refused', code: 'blob-not-announced' };
    this.#parts.set(key, { bytes: task.bytes, received: [] });
    return { kind: 'offset', offset: 0 };
  }

  async receive(key: string, offset: number, chunk: Uint8Array): Promise<UploadReply> {
    const part = this.#parts.get(key);
    if (!part) return { kind: 'absent' };
    if (part.received.length !== offset) return { kind: 'conflict' };
    part.received.push(...chunk);
    if (part.received.length < part.bytes) return { kind: 'offset', offset: part.received.length };
    const bytes = Uint8Array.from(part.received);
    const blob = key.slice(0, 64);
    if (sha256(bytes) !== blob) {
      this.#parts.delete(key);
      return { kind: 'refused', code: 'hash-mismatch' };
    }
    this.whole.set(blob, bytes);
    const receipt = await signStatement(serverSigner, {
      v: 1,
      alg: 'ES256',
      blob,
      bytes: bytes.length,
      receivedAt: 0,
      epoch: this.#server.log.checkpoint.epoch,
    });
    await this.#server.log.write(async (log) => log.putBlobReceipt(receipt, 'image/jpeg'));
    return { kind: 'offset', offset: bytes.length };
  }

  /** What a backup of the files holds; half uploads are not in it. */
  backup(): ReadonlyMap<string, Uint8Array> {
    return new Map(this.whole);
  }

  restore(files: ReadonlyMap<string, Uint8Array>): void {
    this.whole.clear();
    this.#parts.clear();
    for (const [blob, bytes] of files) this.whole.set(blob, bytes);
  }

  /** A half upload that expired, or a disk that lost it. */
  lose(key: string): boolean {
    const part = this.#parts.get(key);
    return part !== undefined && part.received.length < part.bytes && this.#parts.delete(key);
  }
}
