import { beforeEach, describe, expect, test } from 'vitest';
import type { FilePorts } from '#sw/app-files.ts';
import { missingFiles, repairFiles } from '#sw/app-files.ts';

const URLS = ['index.html', 'assets/main-1.js', 'assets/main-1.css', 'map/district.json', 'icons/icon-192.png'];
const PAGE = '<script src="/assets/main-1.js"></script><link href="/assets/main-1.css">';

let cache: Map<string, string | null>;
/** What the server gives: text and type; a path it does not have is 404. */
let server: Map<string, readonly [string, string]>;

const ports: FilePorts = {
  match: async (url) => {
    const text = cache.get(url);
    if (text === null) throw new Error('NotFoundError');
    return text === undefined ? undefined : new Response(text);
  },
  put: async (url, response) => void cache.set(url, await response.text()),
  fetch: async (url) => {
    const [text, type] = server.get(url) ?? [];
    if (text === undefined || type === undefined) return new Response('{}', { status: 404 });
    return new Response(text, { headers: { 'content-type': type } });
  },
};

beforeEach(() => {
  cache = new Map(URLS.map((url) => [url, 'content']));
  server = new Map([
    ['index.html', [PAGE, 'text/html; charset=utf-8']],
    ['assets/main-1.js', ['script', 'text/javascript']],
    ['assets/main-1.css', ['style', 'text/css']],
    ['map/district.json', ['{}', 'application/json']],
    ['icons/icon-192.png', ['png', 'image/png']],
  ]);
});

describe('the app’s own files', () => {
  test('[DEVICE-97] are there when their bytes come out of the cache: not when absent, empty, or gone from under their name', async () => {
    expect(await missingFiles(URLS, ports)).toEqual([]);
    cache.delete('assets/main-1.js');
    cache.set('map/district.json', '');
    cache.set('icons/icon-192.png', null);
    expect(await missingFiles(URLS, ports)).toEqual(['assets/main-1.js', 'map/district.json', 'icons/icon-192.png']);
  });

  test('[DEVICE-98] what is missing is fetched while the server still has this build', async () => {
    for (const url of URLS) cache.delete(url);
    expect(await repairFiles(URLS, ports)).toEqual([]);
    expect(cache.get('assets/main-1.js')).toBe('script');
  });

  test('[DEVICE-98] nothing is taken from a newer build, from a sign-in page in the way, or without a line', async () => {
    for (const url of URLS) cache.delete(url);
    server = new Map([['index.html', ['<script src="/assets/main-2.js"></script>', 'text/html']]]);
    expect(await repairFiles(URLS, ports)).toEqual(URLS);
    server = new Map(URLS.map((url) => [url, ['<title>Login to WiFi</title>', 'text/html']]));
    expect(await repairFiles(URLS, ports)).toEqual(URLS);
    const cut = { ...ports, fetch: () => Promise.reject(new TypeError('no network')) };
    expect(await repairFiles(URLS, cut)).toEqual(URLS);
  });
});
