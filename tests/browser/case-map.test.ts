import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import '#app/theme/theme.css';
import type { CaseSummary } from '#domain/case/case-summary.ts';
import MapView from '#app/features/map/MapView.svelte';
import { setLocale } from '#app/text/locale.svelte.ts';

const HOSTILE = '<img src=x onerror="document.title=1">风机响';

function summary(id: string, over: Partial<CaseSummary> = {}): CaseSummary {
  return {
    id,
    lastSeq: 1,
    status: 'assigned',
    unit: null,
    person: null,
    dueAtMs: null,
    receivedAtMs: 0,
    orderNo: id,
    earlierOrderNos: [],
    orderCount: 1,
    category: '噪声',
    matter: HOSTILE,
    address: '青石桥街道',
    lat: 39.72,
    lon: 116.1,
    ...over,
  };
}

let shown: Record<string, unknown> | null = null;

function show(points: readonly CaseSummary[], onopen = vi.fn()) {
  setLocale('zh');
  const target = document.createElement('div');
  target.style.width = '400px';
  document.body.append(target);
  shown = mount(MapView, { target, props: { points, onopen } });
  flushSync();
  return onopen;
}

async function canvases(): Promise<readonly HTMLCanvasElement[]> {
  await expect.poll(() => document.querySelectorAll('canvas').length).toBe(2);
  return [...document.querySelectorAll('canvas')];
}

function inked(canvas: HTMLCanvasElement): number {
  const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
  let count = 0;
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) > 0) count += 1;
  return count;
}

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = null;
  document.body.replaceChildren();
});

describe('the map', () => {
  it('draws the ground and the cases, larger than its window, so that a small pan shows no edge', async () => {
    show([summary('a')]);
    const drawn = await canvases();
    for (const canvas of drawn) expect(canvas.getBoundingClientRect().width).toBeGreaterThan(400);
    await expect.poll(() => drawn.every((canvas) => inked(canvas) > 100)).toBe(true);
  });

  it('opens the case that is tapped', async () => {
    const onopen = show([summary('a')]);
    await canvases();
    // A single case is where the map opens: in the middle.
    await page.getByRole('application').click();
    expect(onopen).toHaveBeenCalledExactlyOnceWith('a');
  });

  it('lists the same cases for the keyboard, as plain text', async () => {
    const onopen = show([summary('a')]);
    await page.getByRole('button', { name: HOSTILE }).click();
    expect(onopen).toHaveBeenCalledExactlyOnceWith('a');
    expect(document.querySelector('img')).toBeNull();
  });

  it('offers several cases on one spot as a list', async () => {
    const onopen = show([summary('a', { matter: '甲' }), summary('b', { matter: '乙' })]);
    await canvases();
    const map = page.getByRole('application');
    await map.click();
    for (let press = 0; press < 4; press += 1) await page.getByRole('button', { name: '放大' }).click();
    await map.click();
    expect(onopen).not.toHaveBeenCalled();
    await expect.element(page.getByText('这里有 2 件')).toBeVisible();
    await page.getByRole('button', { name: '乙' }).click();
    expect(onopen).toHaveBeenCalledExactlyOnceWith('b');
  });

  it('leaves closed cases out until asked', async () => {
    show([summary('a', { matter: '在办的' }), summary('b', { matter: '办结的', status: 'closed' })]);
    await expect.element(page.getByRole('button', { name: '在办的' })).toBeVisible();
    expect(page.getByRole('button', { name: '办结的' }).query()).toBeNull();
    await page.getByRole('checkbox', { name: '显示已办结' }).click({ force: true });
    await expect.element(page.getByRole('button', { name: '办结的' })).toBeVisible();
  });
});
