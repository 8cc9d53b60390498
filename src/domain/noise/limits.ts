import type { Limit } from './check-level.ts';
import { cited } from './check-level.ts';
import type { NoiseStandard, Verification } from './noise-rules.ts';
import type { Missing } from './judgement.ts';
import type { NoisePeriod, NoiseReadingBody, OctaveBand, RoomType, ZoneClass } from './reading.ts';
import { OCTAVE_BANDS } from './reading.ts';

export interface Limits {
  readonly zone: ZoneClass | null;
  readonly laeq: Limit;
  /** Null where the maximum is not judged: by day, or by this standard at all. */
  readonly lmax: Limit | null;
  readonly bands: Readonly<Record<OctaveBand, Limit>> | null;
}

type Found = { readonly limits: Limits } | { readonly missing: Missing };

/** What the standard allows at this point in this period, or what has to be known first. */
export function limitsFor(standard: NoiseStandard, reading: NoiseReadingBody, period: NoisePeriod): Found {
  const zone = zoneIn(standard, reading.zone);
  if (zone === 'missing') return { missing: 'zone' };
  if (zone === 'split') return { missing: 'zone-part' };
  const at = { zone, period };
  return reading.pointKind === 'indoor-structure'
    ? structureLimits(standard, reading, at)
    : airborneLimits(standard, reading, at);
}

interface At {
  readonly zone: ZoneClass | null;
  readonly period: NoisePeriod;
}

/** Emission standards know one class 4; the ambient standard splits it, and a plain 4 does not say which. */
function zoneIn(
  { limits: { rows } }: NoiseStandard,
  zone: ZoneClass | undefined,
): ZoneClass | null | 'missing' | 'split' {
  if (rows.some((row) => row.zone === 'any')) return null;
  if (zone === undefined) return 'missing';
  if (rows.some((row) => row.zone === zone)) return zone;
  return zone === '4' ? 'split' : '4';
}

function airborneLimits(standard: NoiseStandard, reading: NoiseReadingBody, { zone, period }: At): Found {
  const row = standard.limits.rows.find((one) => one.zone === (zone ?? 'any'));
  const isIndoors = reading.pointKind === 'indoor-airborne';
  if (!row || (isIndoors && !standard.indoors)) return { missing: 'limit' };
  const less = isIndoors ? standard.indoors : null;
  const db = (period === 'day' ? row.dayDb : row.nightDb) - (less?.lessDb ?? 0);
  const table = cited(standard.code, standard.limits);
  const by = less
    ? { ...table, clause: `${table.clause}、${less.clause}`, status: weakerOf(table.status, less.status) }
    : table;
  const lmax = period === 'night' ? nightMax(standard, reading, db) : null;
  return { limits: { zone, laeq: { db, by }, lmax, bands: null } };
}

/** Only by night, and from the night limit. How the bursts came has to be known where it makes a difference. */
function nightMax({ code, nightMax: rule }: NoiseStandard, { burst }: NoiseReadingBody, nightDb: number): Limit | null {
  if (!rule) return null;
  const { frequentDb, occasionalDb } = rule;
  if (burst === undefined && frequentDb !== occasionalDb) return null;
  return { db: nightDb + (burst === 'frequent' ? frequentDb : occasionalDb), by: cited(code, rule) };
}

function structureLimits({ code, structure }: NoiseStandard, reading: NoiseReadingBody, { zone, period }: At): Found {
  if (!structure || zone === null) return { missing: 'limit' };
  const { room } = reading;
  if (room === undefined) return { missing: 'room' };
  const isMeant = (row: { readonly zones: readonly ZoneClass[]; readonly rooms: readonly RoomType[] }): boolean =>
    row.zones.includes(zone) && row.rooms.includes(room);
  const level = structure.levels.rows.find(isMeant);
  const bands = structure.bands.rows.find((row) => row.period === period && isMeant(row));
  if (!level || !bands) return { missing: 'limit' };
  const db = period === 'day' ? level.dayDb : level.nightDb;
  const { unsteadyMax } = structure;
  const isUnsteady = reading.isSteady === false && unsteadyMax !== null;
  return {
    limits: {
      zone,
      laeq: { db, by: cited(code, structure.levels) },
      lmax: isUnsteady ? { db: db + unsteadyMax.overDb, by: cited(code, unsteadyMax) } : null,
      bands: bandLimits(bands.db, cited(code, structure.bands)),
    },
  };
}

function bandLimits(db: readonly number[], by: Limit['by']): Readonly<Record<OctaveBand, Limit>> {
  const pairs = OCTAVE_BANDS.map((band, at) => [band, { db: db[at] ?? 0, by }] as const);
  return Object.fromEntries(pairs) as Record<OctaveBand, Limit>;
}

const STRONGEST_FIRST: readonly Verification[] = ['bureau', 'read', 'quoted', 'computed', 'common', 'unchecked'];

/** A limit made of two values is as sure as the less sure of them. */
function weakerOf(one: Verification, other: Verification): Verification {
  return STRONGEST_FIRST.indexOf(one) > STRONGEST_FIRST.indexOf(other) ? one : other;
}
