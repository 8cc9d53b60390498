/** `npm run verify -- PACKAGE.zip [--key FINGERPRINT] [--lang zh|en]`: checks an evidence package. Ends with 0 when everything passes, 1 when not, 2 when it could not be read. */
import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { ByteSource } from '#domain/package/read-container.ts';
import type { Locale } from '#verifier/words.ts';
import type { Verification } from '#verifier/verify-package.ts';
import {
  anchorWords,
  AUDIENCE_WORDS,
  CHECK_WORDS,
  countWords,
  FAULT_WORDS,
  fingerprintWords,
} from '#verifier/words.ts';
import { CANNOT_PROVE } from '#domain/package/limits.ts';
import { originalWords, timeWords, VERIFIER_WORDS } from '#verifier/words.ts';
import { verifyPackage } from '#verifier/verify-package.ts';

const SHOWN = 20;

async function verifyFile(path: string, trusted: readonly string[]): Promise<Verification> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const source: ByteSource = {
      size,
      read: async (from, to) => {
        const bytes = new Uint8Array(to - from);
        let at = 0;
        while (at < bytes.length) {
          const { bytesRead } = await file.read(bytes, at, bytes.length - at, from + at);
          if (bytesRead === 0) throw new Error('the file became shorter while it was read');
          at += bytesRead;
        }
        return bytes;
      },
    };
    return await verifyPackage(source, { trusted });
  } finally {
    await file.close();
  }
}

function tell({ isWhole, checks, facts }: Verification, locale: Locale, isPinned: boolean): void {
  const word = (name: keyof typeof VERIFIER_WORDS) => VERIFIER_WORDS[name][locale];
  for (const { check, count, faults } of checks) {
    console.log(`${faults.length === 0 ? '✓' : '✗'} ${CHECK_WORDS[check][locale]} (${String(count)})`);
    for (const { code, where } of faults.slice(0, SHOWN))
      console.log(`    ${FAULT_WORDS[code][locale]}: ${where} [${code}]`);
    if (faults.length > SHOWN) console.log(`    … +${String(faults.length - SHOWN)}`);
  }
  if (facts) {
    const lines: [string, string][] = [
      [word('case'), facts.case],
      [word('madeAt'), timeWords(facts.madeAt)],
      [word('audience'), AUDIENCE_WORDS[facts.audience][locale]],
      [word('entries'), String(facts.entries)],
      [word('withheld'), countWords(locale, facts.withheld)],
      [word('originals'), originalWords(locale, facts.originals, facts.absent)],
      [word('anchors'), anchorWords(locale, facts.anchors)],
      [word('tree'), `${String(facts.tree.size)} ${facts.tree.root}`],
      [word('key'), fingerprintWords(facts.key)],
    ];
    console.log('');
    for (const [name, value] of lines) console.log(`${name}: ${value}`);
  }
  console.log(`\n${word(isWhole ? 'whole' : 'faulty')}. ${word(isWhole ? 'wholeMore' : 'faultyMore')}`);
  if (!isWhole) return;
  if (!isPinned) console.log(`${word('unpinned')} (--key …)`);
  console.log(`\n${word('cannot')}:`);
  for (const words of CANNOT_PROVE) console.log(`  - ${words[locale]}`);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { key: { type: 'string', multiple: true }, lang: { type: 'string' } },
  });
  const [path] = positionals;
  const locale: Locale = (values.lang ?? process.env['LANG'] ?? 'zh').startsWith('en') ? 'en' : 'zh';
  if (path === undefined || positionals.length > 1) {
    console.error('usage: npm run verify -- PACKAGE.zip [--key FINGERPRINT] [--lang zh|en]');
    return 2;
  }
  try {
    const trusted = values.key ?? [];
    const verification = await verifyFile(path, trusted);
    tell(verification, locale, trusted.length > 0);
    return verification.isWhole ? 0 : 1;
  } catch (error) {
    console.error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
}

process.exitCode = await main();
