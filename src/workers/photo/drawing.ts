/** Browsers answer a format they cannot write with PNG, silently: null then. */
export async function jpegOf(canvas: OffscreenCanvas, quality: number): Promise<Blob | null> {
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
  // The pixels are given back now, not when the collector comes by.
  canvas.width = canvas.height = 0;
  return blob.type === 'image/jpeg' ? blob : null;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** No longer than `maxPx` on the long side, and never larger than it is. */
export function fitted({ width, height }: Size, maxPx: number): Size {
  const factor = Math.min(1, maxPx / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}

export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
