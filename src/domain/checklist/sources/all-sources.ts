import type { Workbook } from '../workbook.ts';
import { CAR_PAINTING } from './car-painting.ts';
import { CATERING_FUME } from './catering-fume.ts';
import { CATERING_NOISE } from './catering-noise.ts';
import { CONSTRUCTION_DUST } from './construction-dust.ts';
import { ODOUR } from './odour.ts';
import { RECHECK } from './recheck.ts';

/** The six forms shipped with the app, as their authors have them in Excel. */
export const SOURCES: readonly Workbook[] = [
  CATERING_NOISE,
  CATERING_FUME,
  ODOUR,
  CONSTRUCTION_DUST,
  CAR_PAINTING,
  RECHECK,
];
