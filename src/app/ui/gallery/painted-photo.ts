/** A stand-in picture, so that the gallery needs no files. */
export function paintedPhoto(seed: number): string {
  const hue = (seed * 67) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200"><rect width="200" height="200" fill="hsl(${hue} 25% 72%)"/><path d="M0 140h200v60H0z" fill="hsl(${hue} 15% 42%)"/><rect x="${20 * seed}" y="60" width="80" height="90" fill="hsl(${hue} 20% 55%)"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
