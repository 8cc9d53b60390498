import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Picture {
  src: string;
  sizes: string;
  purpose?: string | undefined;
  form_factor?: string | undefined;
  label?: string | undefined;
}
interface Manifest {
  id: string;
  lang: string;
  short_name: string;
  scope: string;
  start_url: string;
  icons: Picture[];
  screenshots: Picture[];
  shortcuts: { name: string; url: string; icons: Picture[] }[];
}

const manifest = JSON.parse(readFileSync('public/manifest.webmanifest', 'utf8')) as Manifest;
const pictures = [...manifest.icons, ...manifest.screenshots, ...manifest.shortcuts.flatMap(({ icons }) => icons)];

/** Width and height stand in the first chunk of every PNG. */
function pngSize(path: string): string {
  const bytes = readFileSync(path);
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

describe('web manifest', () => {
  it.each(pictures.map(({ src, sizes }) => [src, sizes]))('%s is there and has the size it claims', (src, sizes) => {
    expect(pngSize(`public${src}`)).toBe(sizes);
  });

  it('has what an installation sheet asks for', () => {
    expect(manifest).toMatchObject({ id: '/', scope: '/', lang: 'zh-CN' });
    expect(manifest.short_name.length).toBeLessThanOrEqual(6);
    const purposes = manifest.icons.map(({ purpose, sizes }) => `${purpose} ${sizes}`);
    expect(purposes).toEqual(
      expect.arrayContaining(['any 192x192', 'any 512x512', 'maskable 512x512', 'monochrome 512x512']),
    );
    const formFactors = manifest.screenshots.map(({ form_factor }) => form_factor);
    expect(formFactors.filter((name) => name === 'narrow').length).toBeGreaterThanOrEqual(3);
    expect(formFactors.filter((name) => name === 'wide').length).toBeGreaterThanOrEqual(2);
    expect(manifest.screenshots.every(({ label }) => /\p{Script=Han}/u.test(label ?? ''))).toBe(true);
  });

  it('opens shortcuts inside its scope, on a route of the page', () => {
    expect(manifest.shortcuts).toHaveLength(4);
    for (const { url } of manifest.shortcuts) expect(url).toMatch(/^\/(\?[a-z=]+)?#\/[a-z]+$/);
  });
});

describe('index.html', () => {
  const html = readFileSync('index.html', 'utf8');

  it('has nothing inline that the Content-Security-Policy would refuse', () => {
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
    expect(html.match(/<script(?![^>]*\ssrc=)/g)).toBeNull();
  });

  it('links the manifest', () => expect(html).toContain('<link rel="manifest" href="/manifest.webmanifest"'));
});
