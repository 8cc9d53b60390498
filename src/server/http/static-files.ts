import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './context.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.geojson': 'application/geo+json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};
const PACKABLE = new Set(['.html', '.js', '.css', '.json', '.geojson', '.webmanifest', '.svg', '.wasm', '.txt']);
const PACK_FROM_BYTES = 1024;
/** Vite's names under assets/ carry a hash of the content; everything else may change under its name. */
const IMMUTABLE = 'public, max-age=31536000, immutable';
const ALWAYS_ASK = 'no-cache';

/** One file with everything in it, whose own policy names its script by hash and lets nothing be sent. */
const VERIFIER = 'verify.html';
const VERIFIER_CSP =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type Encoding = 'br' | 'gzip' | 'identity';

interface StaticFile {
  readonly mtimeMs: number;
  readonly etag: string;
  readonly bodies: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>> & { readonly identity: Uint8Array<ArrayBuffer> };
}

/** The built page. Small enough to be kept in memory with its compressed forms; a rebuilt file is noticed by its time. */
export function staticFiles(distDir: string): MiddlewareHandler<AppEnv> {
  const cache = new Map<string, StaticFile>();
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
    const name = fileNameOf(c.req.path);
    const file = name === null ? null : await load(cache, join(distDir, name));
    if (name === null || !file) return next();
    const headers = {
      ETag: file.etag,
      'Cache-Control': name.startsWith(`assets${sep}`) ? IMMUTABLE : ALWAYS_ASK,
      Vary: 'Accept-Encoding',
      ...(name === VERIFIER ? { 'Content-Security-Policy': VERIFIER_CSP } : {}),
    };
    if (c.req.header('if-none-match')?.includes(file.etag)) return c.body(null, 304, headers);
    const encoding = await encodingFor(file, extname(name), c.req.header('accept-encoding') ?? '');
    const body = file.bodies[encoding] ?? file.bodies.identity;
    const coded = encoding === 'identity' ? {} : { 'Content-Encoding': encoding };
    const type = TYPES[extname(name)] ?? 'application/octet-stream';
    return c.body(body, 200, { ...headers, ...coded, 'Content-Type': type, 'Content-Length': String(body.length) });
  };
}

/** Path of the file below dist; null for anything that would leave it or names a hidden file. */
function fileNameOf(path: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const name = normalize(decoded.endsWith('/') ? `${decoded}index.html` : decoded).slice(1);
  return name.split(sep).some((part) => part.startsWith('.')) ? null : name;
}

async function load(cache: Map<string, StaticFile>, path: string): Promise<StaticFile | null> {
  try {
    const { mtimeMs, isFile } = await stat(path).then((found) => ({ mtimeMs: found.mtimeMs, isFile: found.isFile() }));
    if (!isFile) return null;
    const known = cache.get(path);
    if (known?.mtimeMs === mtimeMs) return known;
    const identity = new Uint8Array(await readFile(path));
    const etag = `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`;
    const file = { mtimeMs, etag, bodies: { identity } };
    cache.set(path, file);
    return file;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return null;
    throw error;
  }
}

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
const BROTLI_QUALITY = 6;

/** Compressed once, when first asked for. */
async function encodingFor(file: StaticFile, extension: string, accepted: string): Promise<Encoding> {
  if (!PACKABLE.has(extension) || file.bodies.identity.length < PACK_FROM_BYTES) return 'identity';
  if (/\bbr\b/.test(accepted)) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
    file.bodies.br ??= new Uint8Array(await brotli(file.bodies.identity, { params }));
    return 'br';
  }
  if (/\bgzip\b/.test(accepted)) {
    file.bodies.gzip ??= new Uint8Array(await gzipped(file.bodies.identity));
    return 'gzip';
  }
  return 'identity';
}
