/** The same JPEG with an EXIF segment: how it is to be turned, and whose it is. */
export async function withExifOrientation(jpeg: Blob, orientation: number, artist = ''): Promise<Blob> {
  const name = new TextEncoder().encode(`${artist}\0`.padEnd(6, '\0'));
  const tiff = new Uint8Array(8 + 2 + 2 * 12 + 4 + name.length);
  const view = new DataView(tiff.buffer);
  tiff.set([0x4d, 0x4d, 0, 42, 0, 0, 0, 8]);
  view.setUint16(8, 2);
  view.setUint16(10, 0x0112);
  view.setUint16(12, 3);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  view.setUint16(22, 0x013b);
  view.setUint16(24, 2);
  view.setUint32(26, name.length);
  view.setUint32(30, 38);
  tiff.set(name, 38);
  const length = tiff.length + 8;
  const head = new Uint8Array([0xff, 0xe1, length >> 8, length & 0xff, ...new TextEncoder().encode('Exif\0\0')]);
  return new Blob([jpeg.slice(0, 2), head, tiff, jpeg.slice(2)], { type: 'image/jpeg' });
}
