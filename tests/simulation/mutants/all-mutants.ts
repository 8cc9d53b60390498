import type { Mutant } from './mutant.ts';
import { ENGINE_MUTANTS } from './engine-mutants.ts';
import { LOSS_MUTANTS } from './loss-mutants.ts';
import { SERVER_MUTANTS } from './server-mutants.ts';
import { STORE_MUTANTS } from './store-mutants.ts';

export const MUTANTS: readonly Mutant[] = [...STORE_MUTANTS, ...ENGINE_MUTANTS, ...SERVER_MUTANTS, ...LOSS_MUTANTS];
