import type { NoiseRules } from '../noise-rules.ts';
import { GB_12348_2008 } from './gb-12348-2008.ts';
import { GB_12523_2011, GB_12523_2025 } from './gb-12523.ts';
import { GB_22337_2008 } from './gb-22337-2008.ts';
import { GB_3096_2008 } from './gb-3096-2008.ts';
import { HJ_706_2014 } from './hj-706-2014.ts';
import { SHIPPED_AUTHORITIES, SHIPPED_CITATIONS, SHIPPED_NIGHTS } from './law.ts';

export const SHIPPED_NOISE_RULES: NoiseRules = {
  standards: [GB_22337_2008, GB_12348_2008, GB_12523_2025, GB_12523_2011, GB_3096_2008],
  corrections: [HJ_706_2014],
  nights: SHIPPED_NIGHTS,
  authorities: SHIPPED_AUTHORITIES,
  citations: SHIPPED_CITATIONS,
};
