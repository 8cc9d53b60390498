import { describe } from 'vitest';
import { verifyP256 } from '#server/keys/p256.ts';
import { logVectorsContract } from '#tests/contract/log-vectors.contract.ts';

describe('the log in Node', () => {
  logVectorsContract(verifyP256);
});
