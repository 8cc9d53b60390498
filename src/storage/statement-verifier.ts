import { CanonicalJsonError } from '#domain/kernel/canonical-json.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { signedPart } from '#domain/log/receipt.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;
const ALG = 'ES256';

/** Met by structure: `StatementVerifier` of the engine's ports. */
export interface StatementVerifier {
  verify(statement: { readonly sig: string; readonly alg: string }): Promise<boolean>;
}

/**
 * Checks statements against the server's key as it was pinned at enrolment (base64url of the raw point). Another key, even one vouched for by
 * a valid certificate, makes no receipt.
 */
export function createStatementVerifier(publicKey: string): StatementVerifier {
  const key = importKey(publicKey);
  return {
    async verify(statement) {
      if (statement.alg !== ALG) return false;
      const signature = bytesOf(statement.sig);
      if (!signature) return false;
      const hash = hashOf(statement);
      if (!hash) return false;
      return crypto.subtle.verify(SIGNATURE, await key, signature, hash);
    },
  };
}

/** null for what canonical JSON cannot express: nobody signed that. */
function hashOf(statement: { readonly sig: string }): Uint8Array<ArrayBuffer> | null {
  try {
    return new TextEncoder().encode(hashOfStatement(signedPart(statement)));
  } catch (error) {
    if (error instanceof CanonicalJsonError) return null;
    throw error;
  }
}

async function importKey(publicKey: string): Promise<CryptoKey> {
  const raw = bytesOf(publicKey);
  if (!raw) throw new Error('the pinned server key is not base64url');
  return crypto.subtle.importKey('raw', raw, ALGORITHM, false, ['verify']);
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}
