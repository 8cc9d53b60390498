import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CALLER, finding, holdsByOpenSsl, PackageScene, sourceOf } from './package-scene.ts';
import { PackageEditor } from './package-editor.ts';
import { hashOfReference, shippedVersion } from '#domain/reference/shipped.ts';
import { verifyPackage } from '#verifier/verify-package.ts';

describe('an evidence package', () => {
  let scene: PackageScene;
  let dir: string;
  let caseId: string;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'jiban-package-'));
    scene = await PackageScene.open(dir);
    [caseId] = await scene.fill(14);
    await scene.photo(scene.devices.inspector, caseId, { tag: 'sensitive-point' });
    await scene.photo(scene.devices.inspector, caseId, { isKept: false });
  });
  afterAll(async () => {
    await scene.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('[PROOF-20] verifies as a whole, by OpenSSL’s signature check and by the plain one', async () => {
    const bytes = await scene.pack(caseId, 'court');
    for (const holds of [holdsByOpenSsl, undefined]) {
      const { isWhole, checks, facts } = await verifyPackage(sourceOf(bytes), { holds });
      expect(checks.flatMap(({ faults }) => faults)).toEqual([]);
      expect(isWhole).toBe(true);
      expect(facts).toMatchObject({ case: caseId, audience: 'court', withheld: { audience: 0 }, absent: 1 });
      expect(facts?.anchors.length).toBeGreaterThan(0);
    }
    const editor = await PackageEditor.open(bytes);
    expect([...editor.files.keys()].slice(0, 3)).toEqual(['manifest.json', 'manifest.sig', 'index.html']);
  });

  it('[PROOF-31] for the party: no words of the complaint, no home of the caller, and it verifies all the same', async () => {
    const { inspector } = scene.devices;
    await scene.send(inspector, { case: caseId, kind: 'finding', body: finding('风机', `${CALLER.name}家楼下的风机`) });
    await scene.send(inspector, { case: caseId, kind: 'finding', body: finding('排烟口', '电话 138-7771-2345 反映') });
    const bytes = await scene.pack(caseId, 'party');
    const { isWhole, facts } = await verifyPackage(sourceOf(bytes), { holds: holdsByOpenSsl });
    expect(isWhole).toBe(true);
    expect(facts?.withheld.caller).toBe(2);
    const text = Buffer.from(bytes).toString('utf8');
    for (const secret of [CALLER.name, CALLER.phone, '138-7771-2345', '楼下餐厅油烟很大', '已联系'])
      expect(text).not.toContain(secret);
    const { entries } = await PackageEditor.open(bytes);
    const told = entries.filter(({ withheld }) => withheld === null).map(({ header }) => header.kind);
    expect(new Set(told)).not.toContain('order');
    expect(told.length).toBeGreaterThan(2);
    for (const { payload, withheld } of entries)
      if (payload?.body['tag'] === 'sensitive-point') expect(withheld).toBe('audience');
    const whole = (await PackageEditor.open(await scene.pack(caseId, 'court'))).photos.length;
    expect((await PackageEditor.open(bytes)).photos.length).toBeLessThan(whole);
  });

  it('[PROOF-34] the table that a reading was judged by lies in the package under the hash the reading names', async () => {
    const rules = shippedVersion('noise-rules');
    const judgement = { outcome: 'exceeds', rules: rules.hash, clause: '', sentence: '' };
    const reading = {
      ...{
        point: '1#',
        startedAt: 1,
        durationS: 60,
        period: 'night',
        laeqTenths: 584,
        meterNo: 'm',
        calibratorNo: 'c',
      },
      ...{
        calibrationBeforeTenths: 938,
        calibrationAfterTenths: 938,
        weather: 'clear',
        windTenthsMS: 5,
        sourceState: '',
      },
      judgement,
    };
    await scene.send(scene.devices.inspector, { case: caseId, kind: 'noise-reading', body: reading });
    const bytes = await scene.pack(caseId, 'court');
    const { files } = await PackageEditor.open(bytes);
    const text = Buffer.from(files.get(`reference/noise-rules-${rules.hash}.json`) ?? []).toString('utf8');
    expect(hashOfReference((JSON.parse(text) as typeof rules).body)).toBe(rules.hash);
    expect((await verifyPackage(sourceOf(bytes), { holds: holdsByOpenSsl })).isWhole).toBe(true);
  });

  it('[PROOF-31] for another authority: the facts, not what the caller said; a corrected photo tag and a mosaic count', async () => {
    const { inspector } = scene.devices;
    const first = await scene.photo(inspector, caseId, { tag: 'overview' });
    const second = await scene.photo(inspector, caseId, { tag: 'overview' });
    const third = await scene.photo(inspector, caseId, { tag: 'overview' });
    await scene.send(inspector, {
      case: caseId,
      kind: 'correction',
      body: { target: first.entry, reason: '在诉求人家中拍摄', body: { tag: 'sensitive-point' } },
    });
    await scene.send(inspector, {
      case: caseId,
      kind: 'photo-marks',
      body: { photo: second.entry, marks: [{ shape: 'mosaic', x: 0.1, y: 0.1, w: 0.2, h: 0.2 }] },
    });
    const { entries } = await PackageEditor.open(await scene.pack(caseId, 'partner'));
    const why = (id: string) => entries.find(({ receipt }) => receipt.entry === id)?.withheld;
    expect([first, second, third].map(({ entry }) => why(entry))).toEqual(['audience', 'audience', null]);
    expect(
      entries.filter(({ header }) => header.kind === 'order').every(({ withheld }) => withheld === 'audience'),
    ).toBe(true);
  });

  it('[PROOF-32] an erased record stays in its place without words or originals', async () => {
    const target = await scene.photo(scene.devices.inspector, caseId);
    await scene.db.deleteFrom('payload').where('entry_id', '=', target.entry).execute();
    const bytes = await scene.pack(caseId, 'court');
    const { isWhole, facts } = await verifyPackage(sourceOf(bytes), { holds: holdsByOpenSsl });
    expect([isWhole, facts?.withheld.erased]).toEqual([true, 1]);
    const editor = await PackageEditor.open(bytes);
    const erased = editor.entries.find(({ receipt }) => receipt.entry === target.entry);
    expect(erased).toMatchObject({ payload: null, withheld: 'erased' });
    expect(editor.photos.some((name) => name.includes(erased?.header.blobs[0] ?? 'none'))).toBe(false);
  });

  it('[PROOF-30] holds the key against a fingerprint from another source', async () => {
    const bytes = await scene.pack(caseId, 'court');
    const { facts } = await verifyPackage(sourceOf(bytes), { holds: holdsByOpenSsl });
    const pin = facts?.key ?? '';
    const spaced = (pin.slice(0, 32).toUpperCase().match(/.{4}/g) ?? []).join(' ');
    for (const trusted of [[pin], [spaced], ['0'.repeat(64), pin]])
      expect((await verifyPackage(sourceOf(bytes), { trusted, holds: holdsByOpenSsl })).isWhole).toBe(true);
    for (const trusted of [['0'.repeat(64)], [pin.slice(0, 8)], ['']]) {
      const { checks, isWhole } = await verifyPackage(sourceOf(bytes), { trusted, holds: holdsByOpenSsl });
      expect(isWhole).toBe(false);
      expect(checks.flatMap(({ faults }) => faults).map(({ code }) => code)).toEqual(['foreign-key']);
    }
  });
});
