import type { Instrument } from '#domain/reference/instruments.ts';
import type { InstrumentUsed } from '#domain/noise/reading.ts';
import type { Officer } from '#domain/reference/officers.ts';
import { dayOf } from '#domain/noise/period.ts';
import { DEMO_PEOPLE } from './people.ts';

const DAY_MS = 86_400_000;

/** Invented, as everything in the demo: numbers say so, lest anybody take one for a real certificate. One runs out within the month. */
export function demoInstruments(nowMs: number): readonly Instrument[] {
  const until = (days: number) => dayOf(nowMs + days * DAY_MS);
  const calibrator = { kind: 'calibrator', accuracyClass: 1, levelTenths: 940 } as const;
  return [
    {
      kind: 'meter',
      serialNo: 'SLM-0117（演示）',
      model: 'AWA6228+',
      maker: '爱华',
      accuracyClass: 1,
      certificateNo: '演示-检-0117',
      validTo: until(212),
    },
    {
      kind: 'meter',
      serialNo: 'SLM-0203（演示）',
      model: 'BSWA 308',
      maker: '声望',
      accuracyClass: 1,
      certificateNo: '演示-检-0203',
      validTo: until(96),
    },
    {
      kind: 'meter',
      serialNo: 'SLM-0098（演示）',
      model: 'AWA5688',
      maker: '爱华',
      accuracyClass: 2,
      certificateNo: '演示-检-0098',
      validTo: until(18),
    },
    {
      ...calibrator,
      serialNo: 'CAL-0042（演示）',
      model: 'AWA6021A',
      maker: '爱华',
      certificateNo: '演示-检-0042',
      validTo: until(187),
    },
    {
      ...calibrator,
      serialNo: 'CAL-0057（演示）',
      model: 'CA111',
      maker: '声望',
      certificateNo: '演示-检-0057',
      validTo: until(130),
    },
    {
      kind: 'anemometer',
      serialNo: 'AN-0009（演示）',
      model: 'AZ8908',
      certificateNo: '演示-检-0009',
      validTo: until(151),
    },
  ];
}

/** What a reading of the demo says of the meter and the calibrator it was taken with. */
export function demoPair(nowMs: number): { readonly meter: InstrumentUsed; readonly calibrator: InstrumentUsed } {
  const used = (serialNo: string): InstrumentUsed => {
    const found = demoInstruments(nowMs).find((instrument) => instrument.serialNo === serialNo);
    if (!found) throw new Error(`the demo has no instrument ${serialNo}`);
    const { model, accuracyClass, certificateNo, validTo } = found;
    return { serialNo, model, accuracyClass, certificateNo, validTo };
  };
  return { meter: used('SLM-0117（演示）'), calibrator: used('CAL-0042（演示）') };
}

/** Everybody of the demo who may inspect. */
export function demoOfficers(nowMs: number): readonly Officer[] {
  return DEMO_PEOPLE.filter(({ role }) => role === 'inspector' || role === 'leader').map(({ id }, at) => ({
    person: id,
    certificateNo: `演示-执法-${String(101 + at)}`,
    validTo: dayOf(nowMs + (400 + at * 31) * DAY_MS),
  }));
}
