import type { Checkpoint } from '#domain/log/receipt.ts';
import type { LogHead, LogHistory } from '../db/port.ts';
import type { Signer } from './ports.ts';
import { hashOfStatement } from '#domain/log/seal.ts';

/** Version of the shape of receipts and checkpoints. */
export const STATEMENT_VERSION = 1;

/** A statement with the server's signature over everything else in it. */
export async function signStatement<T extends object>(signer: Signer, part: T): Promise<T & { readonly sig: string }> {
  return { ...part, sig: await signer.sign(hashOfStatement(part)) };
}

export function checkpointOf(
  signer: Signer,
  head: LogHead,
  about: { readonly epoch: string; readonly at: number; readonly history: LogHistory },
): Promise<Checkpoint> {
  const { epoch, at, history } = about;
  const { lineage, durable } = history;
  return signStatement(signer, {
    ...{ v: STATEMENT_VERSION, alg: signer.alg, epoch, seq: head.seq, hash: head.hash, at },
    ...(lineage.length > 0 ? { lineage } : {}),
    ...(durable ? { durable } : {}),
  });
}
