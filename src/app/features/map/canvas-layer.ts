import * as L from 'leaflet';
import type { Frame } from '#app/features/map/world.ts';

/** Beyond the window, so that a small pan shows no empty edge. */
const PAD_SHARE = 0.25;

/** One canvas for thousands of marks, in place of thousands of elements. Redrawn when the map has moved, and while it is pulled too far. */
export class CanvasLayer extends L.Layer {
  readonly #draw: (frame: Frame) => void;
  readonly #pane: string;
  #canvas: HTMLCanvasElement | null = null;
  #scheduled = 0;
  #origin = L.point(0, 0);

  constructor(pane: string, draw: (frame: Frame) => void) {
    super();
    this.#pane = pane;
    this.#draw = draw;
  }

  override onAdd(map: L.Map): this {
    const canvas = document.createElement('canvas');
    map.getPane(this.#pane)?.append(canvas);
    this.#canvas = canvas;
    this.redraw();
    return this;
  }

  override onRemove(): this {
    cancelAnimationFrame(this.#scheduled);
    this.#canvas?.remove();
    this.#canvas = null;
    return this;
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      moveend: () => this.redraw(),
      resize: () => this.redraw(),
      zoom: () => this.soon(),
      move: () => this.#follow(),
    };
  }

  soon(): void {
    cancelAnimationFrame(this.#scheduled);
    this.#scheduled = requestAnimationFrame(() => this.redraw());
  }

  redraw(): void {
    const map = this._map as L.Map | null;
    const canvas = this.#canvas;
    const ctx = canvas?.getContext('2d');
    if (!map || !canvas || !ctx) return;
    cancelAnimationFrame(this.#scheduled);
    const size = map.getSize();
    const pad = size.multiplyBy(PAD_SHARE).round();
    const box = size.add(pad.multiplyBy(2));
    this.#origin = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round();
    L.DomUtil.setPosition(canvas, this.#origin);
    fit(canvas, ctx, box);
    const zoom = map.getZoom();
    const scale = 2 ** zoom;
    const corner = map.getPixelOrigin().add(this.#origin);
    this.#draw({
      ctx,
      zoom,
      x: (worldX) => worldX * scale - corner.x,
      y: (worldY) => worldY * scale - corner.y,
      width: box.x,
      height: box.y,
    });
  }

  /** A click of the map in the pixels of the last frame. */
  toFrame(layerPoint: L.Point): L.Point {
    return layerPoint.subtract(this.#origin);
  }

  /** The canvas moves with its pane; only when its edge comes near is it drawn anew. */
  #follow(): void {
    const map = this._map as L.Map | null;
    if (!map) return;
    const pad = map.getSize().multiplyBy(PAD_SHARE);
    const moved = map.containerPointToLayerPoint(pad.multiplyBy(-1)).subtract(this.#origin);
    if (Math.abs(moved.x) > pad.x / 2 || Math.abs(moved.y) > pad.y / 2) this.soon();
  }
}

function fit(canvas: HTMLCanvasElement, ctx: CanvasRenderingContext2D, box: L.Point): void {
  const ratio = Math.min(window.devicePixelRatio || 1, 2);
  const width = Math.round(box.x * ratio);
  const height = Math.round(box.y * ratio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${box.x}px`;
    canvas.style.height = `${box.y}px`;
  }
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, box.x, box.y);
}
