import Supercluster from 'supercluster';
import type { Box } from '#app/features/map/district.ts';
import type { DueState, MapPoint } from '#app/features/map/due-state.ts';

export type DueCounts = Readonly<Record<DueState, number>>;

export type Marker =
  | { readonly kind: 'case'; readonly id: string; readonly lat: number; readonly lon: number; readonly due: DueState }
  | {
      readonly kind: 'cluster';
      readonly cluster: number;
      readonly count: number;
      readonly counts: DueCounts;
      readonly lat: number;
      readonly lon: number;
    };

interface PointProps {
  readonly id: string;
  readonly due: DueState;
}
type ClusterProps = Record<DueState, number>;

/** Above it every case stands for itself. */
export const MAX_CLUSTER_ZOOM = 16;
const RADIUS_PX = 52;

/** Many cases as few marks: what lies close together at a zoom is one circle with a number. */
export class CaseClusters {
  readonly #index = new Supercluster<PointProps, ClusterProps>({
    radius: RADIUS_PX,
    extent: 256,
    maxZoom: MAX_CLUSTER_ZOOM,
    map: ({ due }) => ({ overdue: 0, soon: 0, open: 0, closed: 0, [due]: 1 }),
    reduce: (sum, part) => {
      sum.overdue += part.overdue;
      sum.soon += part.soon;
      sum.open += part.open;
      sum.closed += part.closed;
    },
  });

  constructor(points: readonly MapPoint[]) {
    this.#index.load(
      points.map(({ id, due, lat, lon }) => ({
        type: 'Feature',
        properties: { id, due },
        geometry: { type: 'Point', coordinates: [lon, lat] },
      })),
    );
  }

  within({ south, west, north, east }: Box, zoom: number): readonly Marker[] {
    return this.#index.getClusters([west, south, east, north], Math.round(zoom)).map((feature): Marker => {
      const [lon = 0, lat = 0] = feature.geometry.coordinates;
      const { properties } = feature;
      if (!('cluster' in properties)) return { kind: 'case', id: properties.id, due: properties.due, lat, lon };
      const { overdue, soon, open, closed } = properties;
      return {
        kind: 'cluster',
        cluster: properties.cluster_id,
        count: properties.point_count,
        counts: { overdue, soon, open, closed },
        lat,
        lon,
      };
    });
  }

  /** The zoom at which a circle falls apart. */
  zoomInto(cluster: number): number {
    return this.#index.getClusterExpansionZoom(cluster);
  }
}
