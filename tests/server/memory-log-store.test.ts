import { describeLogStore } from '#tests/contract/log-store.contract.ts';
import { MemoryLogStore } from './memory-log-store.ts';

describeLogStore('memory', () => Promise.resolve(new MemoryLogStore({ epoch: 'e-test' })));
