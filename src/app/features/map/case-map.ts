import * as L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { CanvasLayer } from '#app/features/map/canvas-layer.ts';
import { CaseClusters, MAX_CLUSTER_ZOOM, type Marker } from '#app/features/map/case-clusters.ts';
import type { Zone } from '#domain/reference/zones.ts';
import type { Box, District, Names } from '#app/features/map/district.ts';
import { drawDistrict, drawNames, projectDistrict, type DrawnDistrict } from '#app/features/map/draw-district.ts';
import { drawZones, projectZones, type DrawnZone } from '#app/features/map/draw-zones.ts';
import { drawMarkers, drawMe, markersAt, type DrawnMarker } from '#app/features/map/draw-markers.ts';
import type { MapPoint } from '#app/features/map/due-state.ts';
import { readMapColours, type MapColours } from '#app/features/map/map-colours.ts';

interface Place {
  readonly lat: number;
  readonly lon: number;
}

export interface MapEvents {
  /** Cases under a tap: one, or several that lie on one spot. */
  readonly onpick: (ids: readonly string[]) => void;
  readonly onview: (box: Box) => void;
}

const MIN_ZOOM = 3;
const MAX_ZOOM = 18;
const NEAR_ZOOM = 15;
const NO_CASES = new CaseClusters([]);

/** The one door to Leaflet: pan, zoom and projection are its; what is drawn is ours. */
export class CaseMap {
  readonly #map: L.Map;
  readonly #host: HTMLElement;
  readonly #events: MapEvents;
  readonly #ground: CanvasLayer;
  readonly #marks: CanvasLayer;
  #colours: MapColours;
  #district: DrawnDistrict | null = null;
  #zones: readonly DrawnZone[] = [];
  #language: keyof Names = 'zh';
  #clusters = NO_CASES;
  #drawn: readonly DrawnMarker[] = [];
  #selected: ReadonlySet<string> = new Set();
  #me: (Place & { readonly accuracyM: number }) | null = null;
  readonly #resized: ResizeObserver;

  constructor(host: HTMLElement, start: Box, events: MapEvents) {
    this.#host = host;
    this.#events = events;
    this.#colours = readMapColours(host);
    // Zooming is drawn, not stretched: with our canvases an animation would only show a blurred picture of the last zoom.
    this.#map = L.map(host, {
      zoomControl: false,
      attributionControl: false,
      zoomAnimation: false,
      minZoom: MIN_ZOOM,
      maxZoom: MAX_ZOOM,
      worldCopyJump: true,
    });
    L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(this.#map);
    this.#map.fitBounds(boundsOf(start), { animate: false });
    this.#ground = new CanvasLayer('tilePane', (frame) => {
      if (this.#district) drawDistrict(frame, this.#district, this.#colours);
      drawZones(frame, this.#zones, this.#colours);
      if (this.#district) drawNames(frame, this.#district.places, this.#colours, this.#language);
    }).addTo(this.#map);
    this.#marks = new CanvasLayer('overlayPane', (frame) => {
      if (this.#me) drawMe(frame, this.#me, this.#colours);
      const seen = boxOfBounds(this.#map.getBounds().pad(0.3));
      this.#drawn = drawMarkers(frame, this.#clusters.within(seen, frame.zoom), this.#colours, this.#selected);
    }).addTo(this.#map);
    this.#map.on('click', (event: L.LeafletMouseEvent) => this.#tap(event.layerPoint));
    this.#map.on('moveend', () => this.#tellView());
    this.#resized = new ResizeObserver(() => this.#map.invalidateSize({ animate: false }));
    this.#resized.observe(host);
  }

  show(points: readonly MapPoint[]): void {
    this.#clusters = new CaseClusters(points);
    this.#marks.soon();
    this.#tellView();
  }

  showGround(district: District | null, language: keyof Names): void {
    this.#district = district && projectDistrict(district);
    this.#language = language;
    this.#ground.soon();
  }

  showZones(zones: readonly Zone[]): void {
    this.#zones = projectZones(zones);
    this.#ground.soon();
  }

  showMe(fix: (Place & { readonly accuracyM: number }) | null): void {
    this.#me = fix;
    this.#marks.soon();
  }

  select(ids: ReadonlySet<string>): void {
    this.#selected = ids;
    this.#marks.soon();
  }

  /** After the theme has changed. */
  recolour(): void {
    this.#colours = readMapColours(this.#host);
    this.#ground.soon();
    this.#marks.soon();
  }

  fit(box: Box): void {
    this.#map.fitBounds(boundsOf(box), { animate: false, maxZoom: NEAR_ZOOM, padding: [24, 24] });
  }

  goTo({ lat, lon }: Place): void {
    this.#map.setView([lat, lon], Math.max(this.#map.getZoom(), NEAR_ZOOM), { animate: false });
  }

  zoomBy(step: 1 | -1): void {
    this.#map.setZoom(this.#map.getZoom() + step, { animate: false });
  }

  remove(): void {
    this.#resized.disconnect();
    this.#map.remove();
  }

  #tap(layerPoint: L.Point): void {
    const hit = markersAt(this.#drawn, this.#marks.toFrame(layerPoint));
    const [nearest] = hit;
    if (!nearest) return;
    if (nearest.kind === 'cluster') this.#open(nearest);
    else this.#events.onpick(this.#map.getZoom() > MAX_CLUSTER_ZOOM ? hit.flatMap(idsOf) : [nearest.id]);
  }

  #open(cluster: Marker & { readonly kind: 'cluster' }): void {
    const zoom = Math.min(MAX_ZOOM, this.#clusters.zoomInto(cluster.cluster));
    this.#map.setView([cluster.lat, cluster.lon], zoom, { animate: false });
  }

  #tellView(): void {
    this.#events.onview(boxOfBounds(this.#map.getBounds()));
  }
}

function idsOf(marker: Marker): readonly string[] {
  return marker.kind === 'case' ? [marker.id] : [];
}

function boundsOf({ south, west, north, east }: Box): L.LatLngBounds {
  return L.latLngBounds([south, west], [north, east]);
}

function boxOfBounds(bounds: L.LatLngBounds): Box {
  return { south: bounds.getSouth(), west: bounds.getWest(), north: bounds.getNorth(), east: bounds.getEast() };
}
