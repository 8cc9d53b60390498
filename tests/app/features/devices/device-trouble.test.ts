import { beforeEach, describe, expect, it } from 'vitest';
import { setLocale } from '#app/text/locale.svelte.ts';
import type { DeviceInfo } from '#protocol/session.ts';
import { DeviceHealthSchema } from '#protocol/sync.ts';
import { QUARANTINE_CODES } from '#protocol/errors.ts';
import { waitCauseWords } from '#app/text/sync.ts';
import { troubleWords } from '#app/text/wall.ts';
import { itemsOf, troubleOf, TROUBLES, unsentOf, wallOf } from '#app/features/devices/device-trouble.ts';
import { wordsOfContact, wordsOfItem, wordsOfLastNumber, wordsOfVersion } from '#app/features/devices/device-words.ts';

/** What `upload.ts` and the server’s refusals leave with a photo. */
const UPLOAD_CODES = [
  'bytes-missing',
  'no-receipt',
  'conflict',
  'hash-mismatch',
  'length-mismatch',
  'blob-not-announced',
  'too-large',
  'forbidden',
];
const hour = 3_600_000;
const now = 1_000 * hour;
const beside = { nowMs: now, version: '0.2.0' };
const item = (code: string, entry: string | null = null) => ({ code, detail: '', entry, kind: null, since: 1 });

function device(
  id: string,
  health: Partial<NonNullable<DeviceInfo['health']>> | null,
  part: Partial<DeviceInfo> = {},
): DeviceInfo {
  return {
    id,
    name: '手机',
    person: 'p',
    enrolledAt: 0,
    revokedAt: null,
    lastContactAt: now - hour,
    beaconAt: null,
    lastEntryAt: now - hour,
    lastSeq: 1,
    health: health && {
      unsentEntries: 0,
      unsentBlobs: 0,
      unsentBytes: 0,
      oldestUnsentAt: null,
      appVersion: '0.2.0',
      storageFreeBytes: 5e9,
      persisted: true,
      clockOffsetMs: 0,
      ...health,
    },
    ...part,
  };
}

describe('troubleOf', () => {
  it.each([
    ['none', device('a', {})],
    ['new', device('a', null)],
    ['new', device('a', {}, { lastContactAt: null })],
    ['unsent', device('a', { unsentBlobs: 1 })],
    ['long-unsent', device('a', { unsentEntries: 1 }, { lastContactAt: now - 13 * hour })],
    ['space', device('a', { storageFreeBytes: 1e8 })],
    ['none', device('a', { storageFreeBytes: null, clockOffsetMs: null })],
    ['clock', device('a', { clockOffsetMs: -180_000 })],
    ['outdated', device('a', { appVersion: '0.1.9' })],
    ['none', device('a', { appVersion: '0.10.0' })],
    ['none', device('a', { appVersion: 'demo' })],
    ['lost', device('a', { troubles: [item('malformed', 'e'), item('records-lost')] })],
    ['stuck', device('a', { unsentEntries: 1, troubles: [item('sign-in'), item('malformed', 'e')] })],
    ['halted', device('a', { unsentEntries: 1, troubles: [item('sign-in')] })],
    ['unsent', device('a', { unsentEntries: 1, troubles: [item('offline')] })],
    ['unsent', device('a', { unsentBlobs: 1 }, { lastContactAt: now - 20 * hour, beaconAt: now - hour })],
    ['silent', device('a', {}, { lastContactAt: now - 8 * 24 * hour })],
    ['revoked', device('a', { unsentEntries: 5 }, { revokedAt: now })],
  ])('[WALL-20] %s', (trouble, info) => {
    expect(troubleOf(info, beside)).toBe(trouble);
  });

  it('counts records and files alike', () => {
    expect(unsentOf(device('a', { unsentEntries: 2, unsentBlobs: 3 }))).toBe(5);
    expect(unsentOf(device('a', null))).toBe(0);
  });
});

describe('wallOf', () => {
  it('[WALL-20] puts the gravest first, revoked ones last, and what has waited longest before the rest', () => {
    const list = [
      device('fine', {}),
      device('revoked', {}, { revokedAt: 1 }),
      device('waiting-short', { unsentEntries: 1, oldestUnsentAt: now - hour }),
      device('lost', { unsentEntries: 1, oldestUnsentAt: now - 50 * hour }, { lastContactAt: now - 40 * hour }),
      device('waiting-long', { unsentEntries: 1, oldestUnsentAt: now - 3 * hour }),
    ];
    expect(wallOf(list, beside).map((row) => row.device.id)).toEqual([
      'lost',
      'waiting-long',
      'waiting-short',
      'fine',
      'revoked',
    ]);
  });

  it('[WALL-21] does not depend on who uses the device', () => {
    const list = [device('b', {}, { person: 'a' }), device('a', {}, { person: 'z' })];
    expect(wallOf(list, beside).map((row) => row.device.id)).toEqual(['a', 'b']);
  });

  it('knows every trouble', () => {
    expect(new Set(TROUBLES).size).toBe(TROUBLES.length);
  });
});

describe('words', () => {
  beforeEach(() => setLocale('zh'));

  const wide = device(
    'a',
    { unsentEntries: 2, appVersion: '0.1.0', troubles: [{ ...item('invalid-body', 'e'), kind: 'finding' }] },
    { beaconAt: now - 60_000, lastContactAt: now - 3 * hour, lastSeq: 12 },
  );

  it('[WALL-22] the failing item and its reason, contact and call for help apart, an old version marked', () => {
    expect(wordsOfItem(itemsOf(wide)[0]!)).toBe('检查：内容有缺项或超出范围');
    expect(wordsOfContact(wide, now)).toBe('3 小时前 · 求助 1 分钟前');
    expect([wordsOfVersion(wide, '0.2.0'), wordsOfVersion(wide, '0.1.0')]).toEqual(['0.1.0（旧）', '0.1.0']);
    expect(wordsOfLastNumber(wide, now)).toContain('第 12 号');
    expect(wordsOfLastNumber({ ...wide, lastEntryAt: null }, now)).not.toContain('号');
  });

  it('[WALL-22] every code a device of today may name has words; a newer one is shown as it came', () => {
    const codes = [
      ...QUARANTINE_CODES,
      ...Object.keys(waitCauseWords),
      ...UPLOAD_CODES,
      'poison',
      'original-missing',
      'records-lost',
    ];
    expect(codes.filter((code) => !(code in troubleWords))).toEqual([]);
    expect(wordsOfItem(item('from-the-future'))).toContain('from-the-future');
  });

  it('[WALL-23] tells no place and nothing of working hours: what a device says has no field for them', () => {
    const said = Object.keys(DeviceHealthSchema.entries);
    expect(said.filter((name) => /lat|lon|place|position|case|active|opened|screen/i.test(name))).toEqual([]);
  });
});
