import type { Signer } from '#server/sync/ports.ts';
import type { StatementVerifier } from '#sync/ports.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { signedPart } from '#domain/log/receipt.ts';

/** Signatures that cost nothing and still tell who signed what; real ones have their own tests. */
export function fakeDeviceSig(publicKey: string, id: string): string {
  return id + publicKey.slice(0, 22);
}

export async function verifyFakeDeviceSig(publicKey: string, id: string, sig: string): Promise<boolean> {
  return Promise.resolve(sig === fakeDeviceSig(publicKey, id));
}

export const serverSigner: Signer = { alg: 'ES256', sign: async (hash) => Promise.resolve(`server:${hash}`) };

/** Texts found good before: hashing is most of a history's time, and a receipt is looked at many times. */
const good = new Map<string, string>();

export function isSignedByServer(statement: { readonly sig: string }): boolean {
  const text = JSON.stringify(statement);
  if (good.get(statement.sig) === text) return true;
  const valid = statement.sig === `server:${hashOfStatement(signedPart(statement))}`;
  if (good.size > 5_000) good.clear();
  if (valid) good.set(statement.sig, text);
  return valid;
}

export const fakeVerifier: StatementVerifier = {
  verify: async (statement) => Promise.resolve(isSignedByServer(statement)),
};
