import KDBush from 'kdbush';
import type { CaseSummary } from '#domain/case/case-summary.ts';

export interface NearCase {
  readonly summary: CaseSummary;
  readonly distanceM: number;
}

export interface Place {
  readonly lat: number;
  readonly lon: number;
}

const M_PER_DEGREE = 111_320;

/** Cases around a place. A district is small enough to be taken for flat. */
export class NearestCases {
  readonly #placed: readonly (CaseSummary & Place)[];
  readonly #tree: KDBush;
  readonly #lonScale: number;

  constructor(summaries: readonly CaseSummary[]) {
    this.#placed = summaries.filter(hasPlace);
    this.#lonScale = Math.cos(((this.#placed[0]?.lat ?? 0) * Math.PI) / 180);
    this.#tree = new KDBush(this.#placed.length);
    for (const { lat, lon } of this.#placed) this.#tree.add(...this.#metres(lat, lon));
    this.#tree.finish();
  }

  find({ lat, lon }: Place, count: number): readonly NearCase[] {
    const [x, y] = this.#metres(lat, lon);
    let hits: number[] = [];
    // Twice as far until there are enough, or all are in.
    for (let radiusM = 500; hits.length < Math.min(count, this.#placed.length); radiusM *= 2)
      hits = this.#tree.within(x, y, radiusM);
    return hits
      .flatMap((hit) => {
        const summary = this.#placed[hit];
        if (!summary) return [];
        const [caseX, caseY] = this.#metres(summary.lat, summary.lon);
        return [{ summary, distanceM: Math.hypot(caseX - x, caseY - y) }];
      })
      .sort((a, b) => a.distanceM - b.distanceM)
      .slice(0, count);
  }

  #metres(lat: number, lon: number): [x: number, y: number] {
    return [lon * M_PER_DEGREE * this.#lonScale, lat * M_PER_DEGREE];
  }
}

function hasPlace(summary: CaseSummary): summary is CaseSummary & Place {
  return summary.lat !== null && summary.lon !== null;
}
