import type { Mutation } from './forger.ts';
import { ENTRY_MUTATIONS } from './entry-mutations.ts';
import { FILE_MUTATIONS } from './file-mutations.ts';
import { LOG_MUTATIONS } from './log-mutations.ts';

/** Every way we could think of, from a flipped bit to somebody with every key of the bureau. */
export const MUTATIONS: readonly Mutation[] = [...FILE_MUTATIONS, ...ENTRY_MUTATIONS, ...LOG_MUTATIONS];
