import { describe, expect, it } from 'vitest';
import type { DeviceInfo } from '#protocol/session.ts';
import { troubleOf, TROUBLES, unsentOf, wallOf } from '#app/features/devices/device-trouble.ts';

const hour = 3_600_000;
const now = 1_000 * hour;

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
      appVersion: '0.1.0',
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
    ['silent', device('a', {}, { lastContactAt: now - 8 * 24 * hour })],
    ['revoked', device('a', { unsentEntries: 5 }, { revokedAt: now })],
  ])('%s', (trouble, info) => {
    expect(troubleOf(info, now)).toBe(trouble);
  });

  it('counts records and files alike', () => {
    expect(unsentOf(device('a', { unsentEntries: 2, unsentBlobs: 3 }))).toBe(5);
    expect(unsentOf(device('a', null))).toBe(0);
  });
});

describe('wallOf', () => {
  it('puts the gravest first, revoked ones last, and what has waited longest before the rest', () => {
    const list = [
      device('fine', {}),
      device('revoked', {}, { revokedAt: 1 }),
      device('waiting-short', { unsentEntries: 1, oldestUnsentAt: now - hour }),
      device('lost', { unsentEntries: 1, oldestUnsentAt: now - 50 * hour }, { lastContactAt: now - 40 * hour }),
      device('waiting-long', { unsentEntries: 1, oldestUnsentAt: now - 3 * hour }),
    ];
    expect(wallOf(list, now).map((row) => row.device.id)).toEqual([
      'lost',
      'waiting-long',
      'waiting-short',
      'fine',
      'revoked',
    ]);
  });

  it('does not depend on who uses the device', () => {
    const list = [device('b', {}, { person: 'a' }), device('a', {}, { person: 'z' })];
    expect(wallOf(list, now).map((row) => row.device.id)).toEqual(['a', 'b']);
  });

  it('knows every trouble', () => {
    expect(new Set(TROUBLES).size).toBe(TROUBLES.length);
  });
});
