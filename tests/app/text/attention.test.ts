import { describe, expect, it } from 'vitest';
import { attentionWords, unforeseen } from '#app/text/attention.ts';
import { wordsOfAttention } from '#app/features/sync/attention-words.ts';
import { refusalReasonWords, reviewReasonWords } from '#app/text/verdict.ts';
import { QUARANTINE_CODES } from '#protocol/errors.ts';

/** All that a verdict, the quarantine, the store, the engine and an upload can leave behind. */
const CODES = [
  ...QUARANTINE_CODES,
  ...Object.keys(refusalReasonWords),
  ...Object.keys(reviewReasonWords),
  ...['server-fails', 'replaced', 'original-missing', 'bytes-missing', 'no-receipt', 'conflict'],
  ...['hash-mismatch', 'length-mismatch', 'blob-not-announced', 'too-large', 'storage-full'],
];

describe('需处理', () => {
  it.each([...CODES, 'some-code-of-2030'])(
    '[DEVICE-110] %s says why, what is safe and what to do, in both languages',
    (code) => {
      const { why, safe, next } = wordsOfAttention(code);
      for (const sentence of [why, safe, next]) {
        expect(sentence.zh).toMatch(/^[^A-Za-z]*\p{Script=Han}{4}.*[。]$/u);
        expect(sentence.en).toMatch(/^[A-Z][^\p{Script=Han}]{9,}\.$/u);
      }
      expect(new Set([why.zh, safe.zh, next.zh]).size).toBe(3);
    },
  );

  it('[DEVICE-110] no code has words that nothing leads to', () => {
    expect(Object.keys(attentionWords).sort()).toEqual([...new Set(CODES)].sort());
    expect(wordsOfAttention('constructor')).toBe(unforeseen);
  });
});
