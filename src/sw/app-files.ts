/** What the page is told about its own files. */
export interface FilesAnswer {
  /** The build this worker belongs to. */
  readonly build: string;
  readonly total: number;
  /** Paths that cannot be read back. */
  readonly missing: readonly string[];
}

/** The precache, and the way to the server. */
export interface FilePorts {
  match(url: string): Promise<Response | undefined>;
  put(url: string, response: Response): Promise<void>;
  fetch(url: string): Promise<Response>;
}

/** Read back, not looked up: a file counts once its bytes have come out of the cache. */
export async function missingFiles(urls: readonly string[], ports: FilePorts): Promise<readonly string[]> {
  const readable = await Promise.all(urls.map((url) => isReadable(url, ports)));
  return urls.filter((_url, at) => !readable[at]);
}

async function isReadable(url: string, ports: FilePorts): Promise<boolean> {
  try {
    const response = await ports.match(url);
    return response !== undefined && (await response.arrayBuffer()).byteLength > 0;
  } catch {
    // The entry is there and its file is not.
    return false;
  }
}

/**
 * Fetches what is missing, as long as the server still has this very build: the page itself counts only when every script and style it names
 * is one of ours, and nothing is taken from a network that answers with a page of its own.
 * @returns what is missing still
 */
export async function repairFiles(urls: readonly string[], ports: FilePorts): Promise<readonly string[]> {
  const missing = await missingFiles(urls, ports);
  if (missing.length === 0) return missing;
  for (const url of missing) {
    try {
      const response = await ports.fetch(url);
      if (await isOurs(url, response.clone(), urls)) await ports.put(url, response);
    } catch {
      // No line: it stays missing, and is said to be.
    }
  }
  return missingFiles(urls, ports);
}

const TYPES: Readonly<Record<string, string>> = { js: 'javascript', css: 'css', json: 'json', html: 'html' };

/** Also what a new version is made of: a page in place of a script (a captive portal's) must never become part of the app. */
export async function isOurs(url: string, response: Response, urls: readonly string[]): Promise<boolean> {
  const kind = url.split('.').at(-1) ?? '';
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !type.includes(TYPES[kind] ?? '')) return false;
  if (kind !== 'html') return !type.includes('html');
  const named = [...(await response.text()).matchAll(/\/(assets\/[^"'\s>]+)/g)].map(([, path = '']) => path);
  return named.length > 0 && named.every((path) => urls.includes(path));
}
