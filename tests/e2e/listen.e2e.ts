import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { joined, pinkNoise, silence, sine } from '#tests/domain/sound/signals.ts';
import { ASSUMED_OFFSET_DB } from '#domain/sound/calibration.ts';
import { startAppServer } from './app-server.ts';
import type { AppServer } from './app-server.ts';
import { axeFindings, overflows } from './axe.ts';
import { openBrowser, PHONE, realErrors } from './browser.ts';
import type { PersonBrowser } from './browser.ts';
import { keepEvidenceOfFailures } from './failure-evidence.ts';
import { signIn } from './people.ts';
import { readTable } from './phone-store.ts';
import { Phone } from './phone.ts';
import { wavOf } from './wav.ts';

let folder = '';
let server: AppServer;
let person: PersonBrowser;
let page: Page;

keepEvidenceOfFailures();

const microphone = (): string => path.join(folder, 'microphone.wav');

/** What the microphone hears from the next time it is opened. */
function play(samples: Float64Array, rateHz: number): Promise<void> {
  return writeFile(microphone(), wavOf(samples, rateHz));
}

const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

/** Until listening has gone on for some seconds since it began anew. */
async function listened(seconds: number): Promise<void> {
  await expect
    .poll(async () => Number((await figure('已听')).split(':')[1]), { timeout: 20_000 })
    .toBeGreaterThanOrEqual(seconds);
}

async function figure(term: string): Promise<string> {
  return page
    .locator('dl > div', { has: page.locator('dt', { hasText: term }) })
    .first()
    .locator('dd')
    .innerText();
}

/** dB re full scale of what stands there, by the offset a new phone has. */
async function heard(term: string): Promise<number> {
  return parseFloat(await figure(term)) - ASSUMED_OFFSET_DB;
}

/** Stops, plays something else, and begins the figures anew. */
async function listenTo(samples: Float64Array, rateHz: number, seconds: number): Promise<void> {
  await play(samples, rateHz);
  await press('停止');
  await press('继续听');
  await page.getByRole('button', { name: '停止', exact: true }).waitFor();
  await press('重新统计');
  await expect.poll(() => figure('已听')).toMatch(/^0:0[01]$/);
  await listened(seconds);
}

/** As the phone tells a page that another app is in front. */
function show(state: 'hidden' | 'visible'): Promise<void> {
  return page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

/** Everything a listening phone could have stored. */
async function stored(): Promise<object> {
  const tables = await Promise.all(['entries', 'drafts', 'blobs'].map((table) => readTable(page, 'u-wangfang', table)));
  const remembered = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('sound')));
  return { rows: tables.map(({ length }) => length), remembered };
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jiban-listen-'));
  server = await startAppServer();
  await play(sine({ hz: 1000, rateHz: 44_100, seconds: 4, amplitude: 0.1 }), 44_100);
  const permissions = ['geolocation', 'background-sync'];
  person = await openBrowser({ name: 'listen', screen: PHONE, permissions, microphone: microphone() });
  page = person.page;
  await page.addInitScript(() => {
    const made: AudioContext[] = [];
    const Own = window.AudioContext;
    window.AudioContext = class extends Own {
      constructor(options?: AudioContextOptions) {
        super(options);
        made.push(this);
      }
    };
    Object.assign(window, { contexts: made });
  });
});

afterAll(async () => {
  await person?.dispose();
  await server?.dispose();
  await rm(folder, { recursive: true, force: true });
});

describe('listening for the source with the phone', () => {
  test('[SOUND-15] [SOUND-16] from the case, offline, asked only on a tap; a refusal is told in words', async () => {
    await signIn(page, server.url, '王芳');
    await new Phone(page).openCase('川味小馆');
    await person.goOffline();
    await press('处置');
    await page.getByRole('link', { name: /^试听找声源/ }).click();
    await page.getByText('仅供查找声源，不作执法依据').waitFor();
    expect(
      await page.evaluate(() => navigator.permissions.query({ name: 'microphone' }).then(({ state }) => state)),
    ).not.toBe('granted');
    await press('开始听');
    await page.getByText('没有麦克风权限').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await person.context.grantPermissions(['microphone', 'geolocation', 'background-sync']);
  });

  test('[SOUND-1] [SOUND-16] a kilohertz of known amplitude, 44.1 kHz: level, band and tone; nothing is in the way of the label', async () => {
    await press('开始听');
    await listened(3);
    // 10 lg(0.1² / 2)
    expect(Math.abs((await heard('LAeq')) + 23.01)).toBeLessThan(0.2);
    expect(Math.abs((await heard('LAFmax')) + 23.01)).toBeLessThan(0.2);
    expect(await page.getByText('仅供查找声源，不作执法依据').isVisible()).toBe(true);
    await page.getByText('麦克风与校对').click();
    await page.getByText('已全部关闭').waitFor();
    await page.getByRole('tab', { name: '频带' }).click();
    await page.getByText('1000 Hz 频带最强').waitFor();
    await page.getByRole('tab', { name: '频谱' }).click();
    await page
      .getByText(/约 1000 Hz/)
      .first()
      .waitFor();
    await page.getByRole('tab', { name: '曲线' }).click();
    await page.locator('.plot canvas').waitFor();
    expect([...(await axeFindings(page)), ...(await overflows(page))]).toEqual([]);
  });

  test('[SOUND-13] twice the amplitude at 48 kHz is 6 dB more than the place that was held', async () => {
    await press('记下 A');
    await listenTo(sine({ hz: 1000, rateHz: 48_000, seconds: 4, amplitude: 0.2 }), 48_000, 3);
    await page.getByText('这里比 A 高 6 dB').waitFor();
    await press('记下 B');
    await page.getByText('B比 A 高 6 dB').waitFor();
    expect(Math.abs((await heard('LAeq')) + 16.99)).toBeLessThan(0.2);
  });

  test('[SOUND-3] bursts of 100 ms each second: LAFmax 2.6 dB and LAeq 10 dB below the steady level', async () => {
    const rateHz = 48_000;
    const burst = joined(sine({ hz: 4000, rateHz, seconds: 0.1, amplitude: 0.2 }), silence(rateHz, 0.9));
    await listenTo(joined(burst, burst), rateHz, 5);
    const steadyDb = -16.99 + 0.96;
    expect(Math.abs((await heard('LAFmax')) - (steadyDb - 2.6))).toBeLessThan(0.5);
    // Whole seconds are not met exactly: five or six bursts in five to six seconds.
    expect(Math.abs((await heard('LAeq')) - (steadyDb - 10))).toBeLessThan(1);
  });

  test('[SOUND-6] pink noise has the same power in every octave and no tone', async () => {
    await listenTo(pinkNoise(48_000 * 10), 48_000, 3);
    await page.getByRole('tab', { name: '频带' }).click();
    const words = await page.getByRole('tabpanel').getByRole('listitem').locator('.level').allInnerTexts();
    const middle = words.map(Number).slice(3, 8);
    expect(Math.max(...middle) - Math.min(...middle)).toBeLessThanOrEqual(4);
    await page.getByRole('tab', { name: '频谱' }).click();
    await page.getByText('没有突出的单音').first().waitFor();
  });

  test('[SOUND-10] [SOUND-15] overdriven, switched off, paused by the system: each told in words', async () => {
    await listenTo(joined(sine({ hz: 500, rateHz: 48_000, seconds: 1, amplitude: 1 }), silence(48_000, 3)), 48_000, 3);
    await page.getByText('麦克风过载了').waitFor();
    await page.getByText('没有声音进来').waitFor();
    await page.evaluate(() => {
      // As an incoming call does it on a phone.
      const { contexts = [] } = window as Window & { contexts?: AudioContext[] };
      return Promise.all(contexts.map((context) => context.suspend().catch(() => undefined)));
    });
    await page.getByText('麦克风被系统暂停了').waitFor();
    await press('继续听');
    await page.getByRole('button', { name: '停止', exact: true }).waitFor();
    await show('hidden');
    await page.getByText('已停止').waitFor();
    await show('visible');
    await page.getByRole('button', { name: '停止', exact: true }).waitFor();
  });

  test('[SOUND-11] set by a meter beside it, and remembered on this phone', async () => {
    await listenTo(sine({ hz: 1000, rateHz: 48_000, seconds: 4, amplitude: 0.1 }), 48_000, 3);
    await page.getByRole('textbox', { name: '声级计显示' }).fill('635');
    await press('按它校对');
    await page.getByText('请填声级计上的数').waitFor();
    await page.getByRole('textbox', { name: '声级计显示' }).fill('94');
    await press('按它校对');
    await page.getByText('已按声级计校对').waitFor();
    expect(Math.abs(parseFloat(await figure('LAeq')) - 94)).toBeLessThan(0.2);
    await page.reload();
    await press('开始听');
    await listened(2);
    expect(Math.abs(parseFloat(await figure('LAeq')) - 94)).toBeLessThan(0.2);
  });

  test('[SOUND-9] of all this the phone has stored the offset and nothing else', async () => {
    await press('停止');
    expect(await stored()).toEqual({ rows: [0, 0, 0], remembered: ['jiban.last.sound-offsets'] });
    expect(realErrors(person)).toEqual([]);
  });
});
