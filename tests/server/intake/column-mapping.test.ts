import { describe, expect, it } from 'vitest';
import { checkMapping, guessMapping, headerFingerprint } from '#server/intake/column-mapping.ts';

const DISTRICT = [
  '序号',
  '工单编号',
  '来电时间',
  '诉求类型',
  '二级分类',
  '诉求内容（必填）',
  '诉求人',
  '联系电话',
  '事发地址',
  '经度',
  '纬度',
  '属地街乡镇',
  '紧急程度',
  '办理时限',
  '来源渠道',
  '诉求性质',
];

describe('guessing columns', () => {
  it('[INTAKE-10] a district export without help', () => {
    expect(guessMapping(DISTRICT)).toEqual({
      orderNo: 1,
      receivedAt: 2,
      category: 3,
      categoryDetail: 4,
      matter: 5,
      callerName: 6,
      callerPhone: 7,
      address: 8,
      longitude: 9,
      latitude: 10,
      township: 11,
      urgency: 12,
      dueAt: 13,
      channel: 14,
      kind: 15,
    });
  });

  it('[INTAKE-10] New York', () => {
    const header = ['order_no', 'received_at', 'category', 'descriptor', 'address', 'latitude', 'longitude', 'channel'];
    expect(guessMapping(header)).toEqual({
      orderNo: 0,
      receivedAt: 1,
      category: 2,
      matter: 3,
      address: 4,
      latitude: 5,
      longitude: 6,
      channel: 7,
    });
  });

  it('[INTAKE-10] the exact name goes before one that contains it, wherever they stand', () => {
    expect(guessMapping(['市民来电时间', '受理时间'])).toEqual({ receivedAt: 1 });
    expect(guessMapping(['市民来电时间'])).toEqual({ receivedAt: 0 });
  });

  it('[INTAKE-10] English words inside others mean nothing', () => {
    expect(guessMapping(['resident', 'statement', 'holiday'])).toEqual({});
  });

  it('[INTAKE-10] hostile names of columns are names of columns', () => {
    expect(guessMapping(['__proto__', 'constructor', 'toString', '工单编号'])).toEqual({ orderNo: 3 });
  });
});

describe('remembering', () => {
  it('[INTAKE-11] width, case, blanks and brackets do not matter; names and order do', () => {
    const fingerprint = headerFingerprint(['工单编号', 'Received At']);
    expect(headerFingerprint(['工单编号（必填）', 'ＲＥＣＥＩＶＥＤ_at'])).toBe(fingerprint);
    expect(headerFingerprint(['Received At', '工单编号'])).not.toBe(fingerprint);
    expect(headerFingerprint(['工单编', '号Received At'])).not.toBe(fingerprint);
  });
});

describe('checking a mapping from outside', () => {
  it('[INTAKE-12] names what is required', () => {
    expect(checkMapping({ matter: 2 }, ['a', 'b', 'c'])).toEqual({
      ok: false,
      mapping: { matter: 2 },
      faults: [
        { code: 'field-missing', field: 'orderNo' },
        { code: 'field-missing', field: 'receivedAt' },
      ],
    });
  });

  it('[INTAKE-12] takes no column twice, none outside, none unknown', () => {
    const given = JSON.parse(
      '{"orderNo":0,"receivedAt":1,"matter":1,"address":9,"__proto__":2,"township":null}',
    ) as Record<string, unknown>;
    expect(checkMapping(given, ['a', 'b', 'c'])).toMatchObject({
      ok: false,
      faults: [
        { code: 'column-twice', field: 'matter' },
        { code: 'column-unknown', field: 'address' },
        { code: 'field-unknown', field: '__proto__' },
        { code: 'field-missing', field: 'matter' },
      ],
    });
    expect(checkMapping({ orderNo: 0, receivedAt: 1, matter: 2 }, ['a', 'b', 'c']).ok).toBe(true);
  });
});
