import type { Condition, NoiseRules, NoiseStandard, Sourced, StructureTables } from '#domain/noise/noise-rules.ts';
import { OCTAVE_BANDS } from '#domain/noise/reading.ts';
import { t } from '#app/text/locale.svelte.ts';
import { conditionWords, referenceText } from '#app/text/reference.ts';

export type Path = readonly (string | number)[];

/** How a number is kept, and so how it is shown: tenths with their digit, minutes as a time of day. */
export type CellKind = 'whole' | 'tenths' | 'clock' | 'effect';

export interface Cell {
  readonly path: Path;
  readonly kind: CellKind;
  readonly value: number | string;
  /** The number of a column that has none in this row. */
}

export interface RuleRow {
  readonly label: string;
  /** Null where this row has nothing in the column. */
  readonly cells: readonly (Cell | null)[];
}

/** One table of the rules as it is shown and corrected: numbers with where they stand in the document, and one source for all of them. */
export interface RuleTable {
  readonly key: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly RuleRow[];
  readonly sourced: Sourced & { readonly path: Path };
}

export function tablesOf(standard: NoiseStandard, at: number): readonly RuleTable[] {
  const path: Path = ['standards', at];
  const { limits, indoors, nightMax, structure } = standard;
  return [
    {
      key: 'limits',
      title: t(referenceText.tableLimits),
      columns: [t(referenceText.day), t(referenceText.night)],
      rows: limits.rows.map(({ zone, dayDb, nightDb }, row) => ({
        label: zone === 'any' ? t(referenceText.everywhere) : t(referenceText.zoneClass, { zone }),
        cells: [
          whole([...path, 'limits', 'rows', row, 'dayDb'], dayDb),
          whole([...path, 'limits', 'rows', row, 'nightDb'], nightDb),
        ],
      })),
      sourced: { ...limits, path: [...path, 'limits'] },
    },
    ...(indoors
      ? [
          single('indoors', t(referenceText.tableIndoors), [...path, 'indoors'], {
            sourced: indoors,
            field: 'lessDb',
            db: indoors.lessDb,
          }),
        ]
      : []),
    ...(nightMax
      ? [
          {
            key: 'nightMax',
            title: t(referenceText.tableNightMax),
            columns: [t(referenceText.frequent), t(referenceText.occasional)],
            rows: [
              {
                label: t(referenceText.night),
                cells: [
                  whole([...path, 'nightMax', 'frequentDb'], nightMax.frequentDb),
                  whole([...path, 'nightMax', 'occasionalDb'], nightMax.occasionalDb),
                ],
              },
            ],
            sourced: { ...nightMax, path: [...path, 'nightMax'] },
          },
        ]
      : []),
    ...(structure ? structureTables(structure, [...path, 'structure']) : []),
  ];
}

/** Each condition has a clause and a source of its own. */
export function conditionTables({ conditions }: NoiseStandard, at: number): readonly RuleTable[] {
  return conditions.map((condition, row) => conditionTable(condition, ['standards', at, 'conditions', row]));
}

export function correctionTables({ corrections }: NoiseRules): readonly RuleTable[] {
  return corrections.flatMap(({ code, table, tooNear }, at): RuleTable[] => [
    {
      key: `${code} table`,
      title: `${code} · ${t(referenceText.tableCorrection)}`,
      columns: [t(referenceText.value)],
      rows: table.rows.map((row, index) => ({
        label: t(referenceText.difference, row),
        cells: [whole(['corrections', at, 'table', 'rows', index, 'addDb'], row.addDb)],
      })),
      sourced: { ...table, path: ['corrections', at, 'table'] },
    },
    single(`${code} tooNear`, `${code} · ${t(referenceText.tableTooNear)}`, ['corrections', at, 'tooNear'], {
      sourced: tooNear,
      field: 'excessUpToDb',
      db: tooNear.excessUpToDb,
    }),
  ]);
}

/** The night in force on the day and those to come; what is past stays as it was. */
export function nightTables({ nights }: NoiseRules, day: string): readonly RuleTable[] {
  return nights.flatMap((night, at): RuleTable[] =>
    night.validTo !== null && night.validTo < day
      ? []
      : [
          {
            key: `night ${night.validFrom}`,
            title: t(referenceText.tableNight),
            columns: [t(referenceText.value)],
            rows: [
              {
                label: t(referenceText.nightFrom),
                cells: [{ path: ['nights', at, 'fromMinute'], kind: 'clock', value: night.fromMinute }],
              },
            ],
            sourced: { ...night, path: ['nights', at] },
          },
        ],
  );
}

/** The document with other values at some places; what is not named is the same object. */
export function withValues<T>(document: T, changes: readonly { readonly path: Path; readonly value: unknown }[]): T {
  return changes.reduce<unknown>((changed, { path, value }) => put(changed, path, value), document) as T;
}

export function shownCell({ kind, value }: Cell): string {
  if (typeof value === 'string') return value;
  if (kind === 'tenths') return (value / 10).toFixed(1);
  if (kind === 'clock') return `${two(Math.floor(value / 60))}:${two(value % 60)}`;
  return String(value);
}

/** What somebody typed into a cell, as it is kept; null when it cannot be meant. */
export function readCell({ kind }: Pick<Cell, 'kind'>, typed: string): number | string | null {
  const text = typed.normalize('NFKC').replace('−', '-').trim();
  if (kind === 'effect') return text === 'void' || text === 'warn' ? text : null;
  if (kind === 'clock') {
    const parts = /^(\d{1,2}):(\d{2})$/.exec(text);
    const minutes = parts ? Number(parts[1]) * 60 + Number(parts[2]) : NaN;
    return minutes >= 0 && minutes < 1440 && Number(parts?.[2]) < 60 ? minutes : null;
  }
  const pattern = kind === 'tenths' ? /^-?\d{1,4}([.。]\d)?$/ : /^-?\d{1,6}$/;
  if (!pattern.test(text)) return null;
  return kind === 'tenths' ? Math.round(Number(text.replace('。', '.')) * 10) : Number(text);
}

const TENTHS: ReadonlySet<Condition['name']> = new Set(['drift', 'wind', 'meter-class']);

function conditionTable(condition: Condition, path: Path): RuleTable {
  const { name, value, effect } = condition;
  return {
    key: name,
    title: t(conditionWords[name]),
    columns: [t(referenceText.value), t(referenceText.effect)],
    rows: [
      {
        label: t(conditionWords[name]),
        cells: [
          value === null ? null : { path: [...path, 'value'], kind: TENTHS.has(name) ? 'tenths' : 'whole', value },
          { path: [...path, 'effect'], kind: 'effect', value: effect },
        ],
      },
    ],
    sourced: { ...condition, path },
  };
}

function structureTables({ levels, bands, unsteadyMax }: StructureTables, path: Path): readonly RuleTable[] {
  const roomWords = (row: { readonly zones: readonly string[]; readonly rooms: readonly string[] }) =>
    t(referenceText.rooms, { zones: row.zones.join('、'), rooms: row.rooms.join('、') });
  return [
    {
      key: 'levels',
      title: t(referenceText.tableLevels),
      columns: [t(referenceText.day), t(referenceText.night)],
      rows: levels.rows.map((row, at) => ({
        label: roomWords(row),
        cells: [
          whole([...path, 'levels', 'rows', at, 'dayDb'], row.dayDb),
          whole([...path, 'levels', 'rows', at, 'nightDb'], row.nightDb),
        ],
      })),
      sourced: { ...levels, path: [...path, 'levels'] },
    },
    {
      key: 'bands',
      title: t(referenceText.tableBands),
      columns: OCTAVE_BANDS.map((band) => `${band} Hz`),
      rows: bands.rows.map((row, at) => ({
        label: t(referenceText.rooms2, { room: roomWords(row), period: t(referenceText[row.period]) }),
        cells: row.db.map((db, band) => whole([...path, 'bands', 'rows', at, 'db', band], db)),
      })),
      sourced: { ...bands, path: [...path, 'bands'] },
    },
    ...(unsteadyMax
      ? [
          single('unsteadyMax', t(referenceText.tableUnsteady), [...path, 'unsteadyMax'], {
            sourced: unsteadyMax,
            field: 'overDb',
            db: unsteadyMax.overDb,
          }),
        ]
      : []),
  ];
}

interface Single {
  readonly sourced: Sourced;
  readonly field: string;
  readonly db: number;
}

function single(key: string, title: string, path: Path, { sourced, field, db }: Single): RuleTable {
  return {
    key,
    title,
    columns: [t(referenceText.value)],
    rows: [{ label: title, cells: [whole([...path, field], db)] }],
    sourced: { ...sourced, path },
  };
}

function whole(path: Path, value: number): Cell {
  return { path, kind: 'whole', value };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function put(target: unknown, [head, ...rest]: Path, value: unknown): unknown {
  if (head === undefined) return value;
  if (Array.isArray(target)) return target.map((one: unknown, at) => (at === head ? put(one, rest, value) : one));
  const record = target as Readonly<Record<string, unknown>>;
  return { ...record, [head]: put(record[head], rest, value) };
}
