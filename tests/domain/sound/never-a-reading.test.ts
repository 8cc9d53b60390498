import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bodyMisfit } from '#protocol/body-schemas.ts';

const LISTENS = ['src/domain/sound', 'src/workers/sound', 'src/app/state/sound', 'src/app/features/sound'];
/** Where readings are made, kept and judged. */
const READINGS =
  /^(#storage|#protocol|#domain\/(noise|case|log)|#app\/state\/(record|drafts|photos)|#app\/features\/(record|measure|verdict))\b/;
const SOUND = /^#(domain|workers|app\/state|app\/features)\/sound\//;

function importsIn(folder: string): readonly (readonly [file: string, imported: string])[] {
  return globSync(`${folder}/**/*.{ts,svelte}`).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(
      ([, imported = '']) => [file, imported] as const,
    ),
  );
}

const READING = {
  point: '1#',
  startedAt: 1_780_000_000_000,
  durationS: 60,
  period: 'night',
  laeqTenths: 584,
  meterNo: 'SLM-1',
  calibratorNo: 'CAL-1',
  calibrationBeforeTenths: 938,
  calibrationAfterTenths: 938,
  weather: 'clear',
  windTenthsMS: 10,
  sourceState: '风机运行',
};

describe('what a phone hears is never a reading', () => {
  test('[SOUND-9] nothing that listens knows how a reading is made', () => {
    const listening = LISTENS.flatMap(importsIn);
    expect(listening.length).toBeGreaterThan(40);
    expect(listening.filter(([, imported]) => READINGS.test(imported))).toEqual([]);
  });

  test('[SOUND-9] nothing that makes readings knows what is heard', () => {
    const others = importsIn('src').filter(
      ([file]) =>
        !LISTENS.some((folder) => file.startsWith(`${folder}/`)) && file !== 'src/app/views/ListenView.svelte',
    );
    expect(others.length).toBeGreaterThan(1000);
    expect(others.filter(([file, imported]) => SOUND.test(imported) && file !== 'src/app/text/sound.ts')).toEqual([]);
  });

  test('[SOUND-9] no reading may say that a phone took it, on the device or at the server', () => {
    expect(bodyMisfit('noise-reading', 1, READING)).toBeNull();
    expect(bodyMisfit('noise-reading', 1, { ...READING, way: 'typed' })).toBeNull();
    expect(bodyMisfit('noise-reading', 1, { ...READING, way: 'microphone' })).not.toBeNull();
  });
});
