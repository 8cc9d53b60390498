/** Opens the phone's own map at the place. `geo:` is Android's and the desktop's; Apple answers to its own name only. */
export function navigationHref(lat: number, lon: number, platform: 'ios' | 'android' | 'desktop'): string {
  const place = `${lat.toFixed(6)},${lon.toFixed(6)}`;
  return platform === 'ios' ? `maps://?daddr=${place}` : `geo:${place}?q=${place}`;
}
