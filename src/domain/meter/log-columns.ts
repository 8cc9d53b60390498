/** What the columns of a meter's log are called. Meters and their programs agree on nothing but the words. */
export interface LogColumns {
  readonly date: number | null;
  readonly time: number | null;
  /** Column of the A-weighted level, and whether each value is already an average over its step or a momentary F-weighted one. */
  readonly level: number;
  readonly isAverage: boolean;
  /** Maxima of each step, F-weighted; null when the meter did not log them. */
  readonly maximum: number | null;
  readonly overload: number | null;
}

const DATE = /^(日期|测量日期|date)$/i;
const TIME = /^((测量|记录|采样)?时间|日期时间|date ?\/? ?time|time|timestamp|start time)$/i;
const AVERAGE = /^(LAeq|Leq|LAeq,?T|LAeq[,_ ]?1 ?s|等效(连续)?(A)?声级)$/i;
const MOMENTARY = /^(LAF|LAp|LAFp|Lp|LA|SPL|(瞬时|A|F)*声级|瞬时值)$/i;
const MAXIMUM = /^(LAF?max|Lmax|最大(A)?声级|最大值)$/i;
const OVERLOAD = /^(过载|超载|overload|ovl|ol)$/i;
const OTHER_WEIGHTING = /^L?[CZ](F|S)?(eq|max|p)?(,?1s)?$/i;

/** null when no column holds an A-weighted level; `onlyOther` when there are levels, but all of another weighting. */
export function columnsOf(header: readonly string[]): LogColumns | null {
  const names = header.map(plainName);
  const find = (pattern: RegExp) => indexOrNull(names.findIndex((name) => pattern.test(name)));
  const average = find(AVERAGE);
  const level = average ?? find(MOMENTARY);
  if (level === null) return null;
  return {
    date: find(DATE),
    time: find(TIME),
    level,
    isAverage: average !== null,
    maximum: find(MAXIMUM),
    overload: find(OVERLOAD),
  };
}

export function hasOnlyOtherWeightings(header: readonly string[]): boolean {
  return columnsOf(header) === null && header.map(plainName).some((name) => OTHER_WEIGHTING.test(name));
}

/** `LAeq,1s [dB(A)]` → `LAeq,1s` */
function plainName(name: string): string {
  return name
    .trim()
    .replace(/[[(（【].*$/, '')
    .replace(/[/\s]*dB.*$/i, '')
    .trim();
}

function indexOrNull(at: number): number | null {
  return at === -1 ? null : at;
}
