import 'fake-indexeddb/auto';
import { describe, expectTypeOf, test } from 'vitest';
import type { LocalStore } from '#sync/ports.ts';
import type { EngineStore } from '#storage/local-store.ts';
import { localStoreContract } from '#tests/contract/local-store.contract.ts';
import { openUnderTest } from './open-for-test.ts';

describe('local store on fake-indexeddb', () => {
  localStoreContract(() => openUnderTest());
});

test('[DEVICE-17] storage and the engine, which do not know each other, agree on the port', () => {
  expectTypeOf<EngineStore>().toExtend<LocalStore>();
});
