import type { Contender } from '../contender.ts';

/** Types apart: the rivals' own are there only while they are installed. */
export declare function rxdb(): Contender;
