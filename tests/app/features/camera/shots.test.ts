import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Shots, shotsOf } from '#app/features/camera/shots.svelte.ts';
import { preparePhoto, recordPhoto } from '#app/state/photos.ts';
import { sessionState } from '#app/state/session-state.svelte.ts';
import { wang } from '#tests/domain/case/case-builder.ts';

vi.mock('#app/state/photos.ts', () => ({ preparePhoto: vi.fn(), recordPhoto: vi.fn() }));

const prepare = vi.mocked(preparePhoto);
const recordIt = vi.mocked(recordPhoto);
const facts = { way: 'camera' } as const;
const photo = () => new Blob(['jpeg']);
const prepared = { ok: true, value: { original: {}, thumb: null, widthPx: 1, heightPx: 1 } } as never;
const full = { ok: false, failure: { code: 'storage-quota', params: {} } } as const;

describe('photos taken one after another', () => {
  beforeEach(() => {
    vi.resetAllMocks();
    prepare.mockResolvedValue(prepared);
    recordIt.mockResolvedValue({ ok: true, value: 'entry' });
  });

  it('says saved only when the entry is on disk', async () => {
    let commit: (answer: { ok: true; value: string }) => void = () => undefined;
    recordIt.mockReturnValue(new Promise((resolve) => (commit = resolve)));
    const shots = new Shots('c-1');
    const stored = shots.add(photo(), facts);
    await vi.waitFor(() => expect(recordIt).toHaveBeenCalled());
    expect(shots.list[0]?.state).toBe('saving');
    expect(shots.savedCount).toBe(0);
    commit({ ok: true, value: 'entry' });
    await stored;
    expect(shots.list[0]?.state).toBe('saved');
    expect(shots.hasUnsaved).toBe(false);
  });

  it('keeps a photo that could not be stored, and stores it when asked again', async () => {
    recordIt.mockResolvedValueOnce(full);
    const shots = new Shots('c-1');
    await shots.add(photo(), facts);
    expect(shots.list[0]).toMatchObject({ state: 'failed', failure: full.failure });
    expect(shots.hasUnsaved).toBe(true);
    await shots.again(1);
    expect(shots.list[0]).toMatchObject({ state: 'saved', failure: null });
  });

  it('lets no failure stop the photos behind it', async () => {
    prepare.mockRejectedValueOnce(new Error('worker died'));
    const shots = new Shots('c-1');
    await Promise.all([shots.add(photo(), facts), shots.add(photo(), facts)]);
    expect(shots.list.map(({ state }) => state)).toEqual(['failed', 'saved']);
  });

  it('stores them in the order they were taken', async () => {
    const shots = new Shots('c-1');
    await Promise.all(['全景', '铭牌'].map((caption) => shots.add(photo(), { ...facts, caption })));
    expect(recordIt.mock.calls.map(([, , given]) => given.caption)).toEqual(['全景', '铭牌']);
  });

  it('is signed by who took it or by nobody: after a change of person it waits, out of the other one’s sight', async () => {
    let draw: () => void = () => undefined;
    prepare.mockReturnValueOnce(new Promise((resolve) => (draw = () => resolve(prepared))));
    sessionState.person = wang;
    const shots = shotsOf('c-1');
    const stored = shots.add(photo(), facts);
    sessionState.person = { ...wang, id: 'u-chen' };
    draw();
    await stored;
    expect(recordIt).not.toHaveBeenCalled();
    expect(shots.list[0]).toMatchObject({ state: 'failed', failure: { code: 'signed-out' } });
    expect(shotsOf('c-1').list).toEqual([]);
    sessionState.person = wang;
    expect(shotsOf('c-1')).toBe(shots);
    await shots.again(1);
    expect(shots.list[0]?.state).toBe('saved');
  });
});
