import { beforeEach, expect, test, vi } from 'vitest';
import { handOut } from '#app/features/photo/hand-out.ts';
import { failed, succeeded } from '#app/state/failure.ts';
import { record } from '#app/state/record.ts';
import { saveFile } from '#app/state/rescue.ts';

vi.mock('#app/state/record.ts', () => ({ record: vi.fn() }));
vi.mock('#app/state/rescue.ts', () => ({ saveFile: vi.fn() }));

const COPY = { sha256: 'c'.repeat(64), bytes: new Uint8Array([1, 2, 3]), widthPx: 1, heightPx: 1, stripPx: 0 };
const ABOUT = {
  caseId: 'c-1',
  photo: 'a'.repeat(64),
  marks: undefined,
  recipient: ' 王主任 ',
  purpose: '核实店招',
  hidden: 2,
};

beforeEach(() => vi.clearAllMocks());

test('[PHOTO-20] the entry with recipient, purpose and hash is stored before the copy leaves', async () => {
  vi.mocked(record).mockImplementation(() => {
    expect(saveFile).not.toHaveBeenCalled();
    return Promise.resolve(succeeded('e-1'));
  });
  expect(await handOut(ABOUT, COPY)).toEqual({ ok: true, value: 'sent' });
  expect(record).toHaveBeenCalledWith('c-1', 'photo-share', {
    photo: ABOUT.photo,
    marks: undefined,
    recipient: '王主任',
    purpose: '核实店招',
    by: 'download',
    sha256: COPY.sha256,
    bytes: 3,
    hidden: 2,
  });
  expect(vi.mocked(saveFile).mock.calls[0]?.[0]).toMatchObject({ type: 'image/jpeg', size: 3 });
});

test('[PHOTO-20] where the entry cannot be stored nothing leaves', async () => {
  vi.mocked(record).mockResolvedValue(failed('storage-quota'));
  expect(await handOut(ABOUT, COPY)).toMatchObject({ ok: false });
  expect(saveFile).not.toHaveBeenCalled();
});
