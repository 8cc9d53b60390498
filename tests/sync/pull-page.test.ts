import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { headWith } from './scripted.ts';
import { parsePage, webSha256 } from '#sync/pull-page.ts';

const LINES = ['["gone","c-1"]', '["gone","案件 二"]'];

function bytesOf(lines: readonly string[], change: { count?: number; digest?: string } = {}): Uint8Array<ArrayBuffer> {
  const rest = lines.map((line) => `${line}\n`).join('');
  const digest = createHash('sha256').update(rest).digest('hex');
  return new TextEncoder().encode(`${JSON.stringify(headWith({ count: lines.length, digest, ...change }))}\n${rest}`);
}

describe('a page', () => {
  it('[ENGINE-20] comes with its lines as text', async () => {
    expect((await parsePage(bytesOf(LINES), webSha256))?.lines).toEqual(LINES);
    expect((await parsePage(bytesOf([]), webSha256))?.lines).toEqual([]);
  });

  it('[ENGINE-20] cut anywhere is no page', async () => {
    const whole = bytesOf(LINES);
    for (let length = 0; length < whole.length; length++)
      expect(await parsePage(whole.slice(0, length), webSha256)).toBeNull();
  });

  it('[ENGINE-20] with another number of lines or another digest than it says is no page', async () => {
    expect(await parsePage(bytesOf(LINES, { count: 3 }), webSha256)).toBeNull();
    expect(await parsePage(bytesOf(LINES, { digest: 'a'.repeat(64) }), webSha256)).toBeNull();
  });

  it("[ENGINE-25] that is a portal's HTML or a JSON of another shape is no page", async () => {
    for (const text of ['<!doctype html>\n<p>登录', '{}\n', '[]\n', 'null\n', '{"receipts":[]}\n', '\n'])
      expect(await parsePage(new TextEncoder().encode(text), webSha256)).toBeNull();
  });
});
