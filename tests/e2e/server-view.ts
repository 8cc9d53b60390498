import { createHash } from 'node:crypto';
import { expect } from 'vitest';

export interface StoredRecord {
  readonly id: string;
  readonly kind: string;
}

/** What the server holds, asked as a person over HTTP, apart from any browser. */
export class ServerView {
  readonly #url: string;
  readonly #cookie: string;

  private constructor(url: string, cookie: string) {
    this.#url = url;
    this.#cookie = cookie;
  }

  static async as(url: string, person: string): Promise<ServerView> {
    const answer = await fetch(`${url}/api/demo/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ person }),
    });
    expect(answer.status, 'demo sign-in').toBe(200);
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return new ServerView(url, cookie);
  }

  get(path: string): Promise<Response> {
    return fetch(`${this.#url}${path}`, { headers: { cookie: this.#cookie } });
  }

  async recordsOf(caseId: string): Promise<StoredRecord[]> {
    const answer = await this.get(`/api/cases/${encodeURIComponent(caseId)}/entries`);
    expect(answer.status, `entries of ${caseId}`).toBe(200);
    const { entries } = (await answer.json()) as {
      entries: { entry: { header: { kind: string } }; receipt: { entry: string } }[];
    };
    return entries.map(({ entry, receipt }) => ({ id: receipt.entry, kind: entry.header.kind }));
  }

  /** Every blob that the case's records refer to. */
  async blobsOf(caseId: string): Promise<string[]> {
    const answer = await this.get(`/api/cases/${encodeURIComponent(caseId)}/entries`);
    const { entries } = (await answer.json()) as { entries: { entry: { header: { blobs: string[] } } }[] };
    return entries.flatMap(({ entry }) => entry.header.blobs);
  }

  /** Hash of the bytes that the server hands out; null when it has none. */
  async hashOfBlob(sha256: string): Promise<string | null> {
    const answer = await this.get(`/api/blobs/${sha256}`);
    if (answer.status !== 200) return null;
    return createHash('sha256')
      .update(new Uint8Array(await answer.arrayBuffer()))
      .digest('hex');
  }
}
