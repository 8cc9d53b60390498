import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Manuscript } from '#server/documents/typesetter.ts';
import { HOSTILE, photosPaper, readingsPaper, recordPaper, rectificationPapers, scene } from './printed.ts';
import { NoChineseFontError, Typesetter } from '#server/documents/typesetter.ts';

/** Poppler's tools, where a machine has them: they look at the paper with other eyes than Typst's. */
const TO_TEXT = 'pdftotext';
const TO_PIXELS = 'pdftoppm';
const typesetter = new Typesetter(null);
const folder = mkdtempSync(join(tmpdir(), 'jiban-paper-'));
const has = (tool: string) => spawnSync(tool, ['-v'], { stdio: 'ignore' }).status === 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function papers(): Readonly<Record<string, Manuscript>> {
  const made = scene();
  const record = recordPaper(made);
  const [order, delivery] = rectificationPapers(made);
  return { record, order, delivery, readings: readingsPaper(made), photos: photosPaper(made) };
}

/** The glyphs of a plain SVG: outline by id, and how often each is set. */
function glyphsOf(svg: string): { readonly outlines: readonly string[]; readonly set: number } {
  const outlines = [...svg.matchAll(/<symbol id="g[^"]*"[^>]*>\s*<path[^>]* d="([^"]*)"/g)].map(([, d]) => d ?? '');
  return { outlines, set: [...svg.matchAll(/<use [^>]*href="#g/g)].length };
}

describe('documents', () => {
  const all = papers();

  it.each(Object.keys(all))('[REC-20] %s is an archive PDF, the same bytes for the same record', (name) => {
    const paper = all[name];
    if (!paper) throw new Error(name);
    const pdf = Buffer.from(typesetter.pdf(paper));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1')).toContain('pdfaid');
    expect(pdf.equals(Buffer.from(typesetter.pdf(paper)))).toBe(true);
  });

  it('[REC-21] what people wrote is printed as it stands, whatever marks and rare characters are in it', () => {
    const pdf = typesetter.pdf({ template: 'delivery', data: { ...all['delivery']?.data, title: HOSTILE } });
    expect(pdf.length).toBeGreaterThan(10_000);
    const path = join(folder, 'record.pdf');
    if (!all['record']) throw new Error('no record');
    writeFileSync(path, typesetter.pdf(all['record']));
    if (!has(TO_TEXT)) return;
    const text = execFileSync(TO_TEXT, ['-layout', path, '-'], { encoding: 'utf8' });
    const plain = text.replaceAll(/\s/g, '');
    expect(plain).toContain(HOSTILE.replaceAll(/\s/g, ''));
    for (const words of ['现场检查', '拒绝签名', '见证人：赵一', '第1页共2页', '更改']) expect(plain).toContain(words);
  });

  it('[REC-22] every character has an outline of its own: none is the box of a missing glyph', () => {
    const characters = '㛃䶮𫖯𠮷鑫喆旻垚堃川味小馆现场检查笔录一二三甲乙丙丁';
    const data = { ...all['delivery']?.data, title: characters, facts: [], signatures: [], hash: '' };
    const withAll = glyphsOf(typesetter.svg({ template: 'delivery', data }));
    expect(new Set(withAll.outlines).size).toBeGreaterThanOrEqual([...characters].length);
    const boxes = typesetter.svg({ template: 'delivery', data: { ...data, title: '\u{F0000}\u{F0001}\u{F0002}' } });
    const [a, b] = [glyphsOf(boxes), withAll];
    expect(new Set(a.outlines).size).toBeLessThan(new Set(b.outlines).size - 20);
  });

  it.runIf(has(TO_PIXELS))('[REC-22] on paper: lines of ink in every sixth of a page, and no page empty', () => {
    const path = join(folder, 'look.pdf');
    if (!all['record']) throw new Error('no record');
    writeFileSync(path, typesetter.pdf(all['record']));
    execFileSync(TO_PIXELS, ['-r', '50', '-gray', path, join(folder, 'page')]);
    const pages = readdirSync(folder).filter((name) => name.endsWith('.pgm'));
    expect(pages).toHaveLength(2);
    for (const page of pages) {
      const pixels = pixelsOf(readFileSync(join(folder, page)));
      const dark = pixels.filter((grey) => grey < 128).length / pixels.length;
      expect(dark).toBeGreaterThan(0.01);
      expect(dark).toBeLessThan(0.2);
    }
  });

  it('[REC-23] without Chinese fonts there is a clear error and no page of boxes', () => {
    const bare = new Typesetter(null, [folder]);
    expect(bare.hasChineseFont()).toBe(false);
    expect(() => bare.pdf({ template: 'delivery', data: {} })).toThrow(NoChineseFontError);
  });

  it('[REC-24] a damaged picture is left out and said, the sheet is printed', () => {
    const broken = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(400, 1)]);
    expect(typesetter.canPrint('photos/x.jpg', broken)).toBe(false);
    const whole = readFileSync('src/server/demo/photos/blower.thumb.jpg');
    expect(typesetter.canPrint('photos/y.jpg', whole)).toBe(true);
  });
});

/** The grey values of a binary PGM. */
function pixelsOf(file: Buffer): Uint8Array {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 64).toString('latin1'));
  if (!header) throw new Error('not a PGM');
  return file.subarray(header[0].length);
}
