import { expect, it } from 'vitest';
import { createStatementVerifier } from '#storage/statement-verifier.ts';
import { newSigningKey } from '#server/keys/p256.ts';
import { signStatement } from '#server/sync/statements.ts';

const server = newSigningKey();
const verifier = createStatementVerifier(server.publicKey);
const statement = await signStatement(server, { v: 1, alg: server.alg, entry: 'a'.repeat(64), seq: 3, note: '案件' });

it('[ENGINE-51] what the server signs verifies in the device, after a trip as JSON', async () => {
  expect(await verifier.verify(statement)).toBe(true);
  expect(await verifier.verify(JSON.parse(JSON.stringify(statement)) as typeof statement)).toBe(true);
});

it('[ENGINE-51] nothing else does: an altered field, an added one, another key, another algorithm, a signature that is none', async () => {
  expect(await verifier.verify({ ...statement, seq: 4 } as typeof statement)).toBe(false);
  expect(await verifier.verify({ ...statement, extra: 1 } as typeof statement)).toBe(false);
  expect(await createStatementVerifier(newSigningKey().publicKey).verify(statement)).toBe(false);
  expect(await verifier.verify({ ...statement, alg: 'none' })).toBe(false);
  for (const sig of ['', 'AAAA', '!!', statement.sig.slice(0, -2)])
    expect(await verifier.verify({ ...statement, sig })).toBe(false);
});
