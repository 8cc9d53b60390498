/** The app's own base map: public/map/district.json, drawn by scripts/map.ts. Whole numbers are degrees × `scale`, flat lists of lat, lon. */
export interface District {
  readonly scale: number;
  /** South, west, north, east. */
  readonly bbox: readonly [number, number, number, number];
  readonly outline: readonly number[];
  readonly townships: readonly {
    readonly name: Names;
    readonly label: readonly [number, number];
    readonly ring: readonly number[];
  }[];
  readonly water: readonly { readonly ring: readonly number[] }[];
  readonly areas: readonly { readonly kind: string; readonly ring: readonly number[] }[];
  readonly roads: readonly { readonly class: 'trunk' | 'main' | 'street'; readonly line: readonly number[] }[];
  readonly labels: readonly {
    readonly name: Names;
    readonly kind: string;
    readonly minZoom: number;
    readonly at: readonly [number, number];
  }[];
}

export interface Names {
  readonly zh: string;
  readonly en: string;
}

export interface Box {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

let loading: Promise<District | null> | null = null;

/** Once for the life of the page; precached, so it is there without a network. null when it cannot be read: the cases are shown all the same. */
export function loadDistrict(): Promise<District | null> {
  loading ??= readDistrict().then((district) => {
    if (!district) loading = null;
    return district;
  });
  return loading;
}

export function boxOf({ bbox, scale }: District): Box {
  const [south, west, north, east] = bbox;
  return { south: south / scale, west: west / scale, north: north / scale, east: east / scale };
}

export function isInBox({ lat, lon }: { readonly lat: number; readonly lon: number }, box: Box): boolean {
  return lat >= box.south && lat <= box.north && lon >= box.west && lon <= box.east;
}

async function readDistrict(): Promise<District | null> {
  try {
    const answer = await fetch('/map/district.json');
    return answer.ok ? ((await answer.json()) as District) : null;
  } catch {
    return null;
  }
}
