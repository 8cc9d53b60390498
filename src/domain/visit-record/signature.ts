/** 签名人: inspecting officer, the party on site, a witness, who wrote it down, who received a document. */
export type SignerRole = 'officer' | 'party' | 'witness' | 'recorder' | 'receiver';

/** One stroke: x, y in whole pixels of the pad, and ms since the signature's first point. */
export type Stroke = readonly (readonly [number, number, number])[];

/** A signature on glass. The strokes are kept as drawn; every picture of them is derived. */
export interface Signature {
  readonly role: SignerRole;
  /** As typed or known: handwriting is not always legible. */
  readonly name: string;
  /** Person id, of people with an account. */
  readonly personId?: string | undefined;
  readonly strokes: readonly Stroke[];
  readonly widthPx: number;
  readonly heightPx: number;
  /** Device clock, ms. */
  readonly signedAt: number;
  /** `hashOfDocument` of what stood on the screen. */
  readonly textHash: string;
}

/** What makes nobody's signature: a dot, or a slip of the hand. */
const LEAST_LENGTH_PX = 40;

export function isDrawn(strokes: readonly Stroke[]): boolean {
  return strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0) >= LEAST_LENGTH_PX;
}

function lengthOf(stroke: Stroke): number {
  let length = 0;
  for (let i = 1; i < stroke.length; i++) {
    const [a, b] = [stroke[i - 1], stroke[i]];
    if (a && b) length += Math.hypot(b[0] - a[0], b[1] - a[1]);
  }
  return length;
}

/** The strokes as one SVG path, in pixels of the pad. A single point is a dot. */
export function pathOf(strokes: readonly Stroke[]): string {
  return strokes
    .filter((stroke) => stroke.length > 0)
    .map((stroke) => {
      const [[x, y] = [0, 0, 0], ...rest] = stroke;
      const line = rest.length === 0 ? [[x, y] as const] : rest;
      return `M${String(x)} ${String(y)}${line.map(([toX, toY]) => `L${String(toX)} ${String(toY)}`).join('')}`;
    })
    .join('');
}

const MARGIN_PX = 6;

/** What the strokes cover, with a margin: `x y width height` for a viewBox. */
export function boxOf(strokes: readonly Stroke[]): readonly [number, number, number, number] {
  const points = strokes.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs) - MARGIN_PX, Math.min(...ys) - MARGIN_PX];
  return [left, top, Math.max(...xs) - left + MARGIN_PX, Math.max(...ys) - top + MARGIN_PX];
}

/** A picture of the signature, from numbers alone: no text of anybody's gets into it. */
export function svgOf(strokes: readonly Stroke[]): string {
  const [left, top, width, height] = boxOf(strokes).map(String);
  const size = `viewBox="${[left, top, width, height].join(' ')}" width="${width ?? ''}" height="${height ?? ''}"`;
  const pen = 'fill="none" stroke="#111" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"';
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><path d="${pathOf(strokes)}" ${pen}/></svg>`;
}
