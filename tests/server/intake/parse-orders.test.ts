import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { guessMapping } from '#server/intake/column-mapping.ts';
import { grievanceKeys, groupKeys, SAME_GRIEVANCE_MS } from '#server/intake/grievance.ts';
import { parseOrders } from '#server/intake/parse-orders.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import { bodyMisfit } from '#protocol/body-schemas.ts';
import { gbk, NOW_MS, oneOrder, ordersOf, tableOf, utf8, xlsx, xlsxWithSheet } from './encode.ts';

const codes = (problems: readonly { readonly code: string }[]) => problems.map((problem) => problem.code);

describe('the real file', () => {
  it('[INTAKE-20] 1,301 complaints of one night go in whole, columns guessed without help', async () => {
    const table = await tableOf(new Uint8Array(await readFile('tests/fixtures/complaints-one-night.csv')));
    const parsed = parseOrders(table, guessMapping(table.header), NOW_MS);
    expect(parsed.orders).toHaveLength(1_301);
    expect([parsed.errors, parsed.warnings, parsed.duplicatesInFile]).toEqual([[], [], []]);
    expect(new Set(parsed.orders.map((order) => order.body.orderNo)).size).toBe(1_301);
    expect(parsed.orders.every((order) => order.body.position)).toBe(true);
    expect(
      parsed.orders.map((order) => bodyMisfit('order', 1, order.body as unknown as JsonObject)).filter(Boolean),
    ).toEqual([]);
    expect(parsed.orders[0]?.body).toMatchObject({
      orderNo: 'NYC311-0001',
      receivedAtMs: Date.parse('2026-04-25T18:00:00-04:00'),
      matter: 'Loud Music/Party',
      position: { lat: 40.82415, lon: -73.95291, datum: 'unknown' },
    });
  });

  it('gives equal answers for equal bytes', async () => {
    const bytes = new Uint8Array(await readFile('tests/fixtures/complaints-one-night.csv'));
    expect(await ordersOf(bytes)).toEqual(await ordersOf(bytes));
  });
});

describe('rows', () => {
  it('[INTAKE-20] every row is an order, a duplicate, or named with its reason', async () => {
    const parsed = await ordersOf(
      gbk(
        '工单编号,受理时间,诉求内容,地址\n1,2026-11-01,噪声,A\n1,2026-11-01,噪声,A\n2,昨天,噪声,A\n,2026-11-01,噪声,A\n3,2026-11-01,,A\n4,2026-11-01,噪声\n5,2026-11-01,噪声,A,B\n',
      ),
    );
    expect(parsed.orders.map((order) => order.row)).toEqual([2]);
    expect(parsed.duplicatesInFile).toEqual([{ orderNo: '1', row: 3, firstRow: 2 }]);
    expect(parsed.errors).toEqual([
      { row: 4, column: '受理时间', code: 'time-unreadable', value: '昨天' },
      { row: 5, column: '工单编号', code: 'order-no-missing', value: null },
      { row: 6, column: '诉求内容', code: 'matter-missing', value: null },
      { row: 7, column: null, code: 'row-too-short', value: '3 / 4' },
      { row: 8, column: null, code: 'row-too-long', value: '5 / 4' },
    ]);
  });

  it('[INTAKE-27] the first of equal numbers counts, and a row with errors does not take the number from a sound one', async () => {
    const parsed = await ordersOf(
      utf8('工单编号,受理时间,诉求内容\n7,昨天,坏行\n7,2026-11-01,好行\n7,2026-11-02,再来\n 7 ,2026-11-03,再来\n'),
    );
    expect(parsed.orders.map((order) => order.body.matter)).toEqual(['好行']);
    expect(parsed.duplicatesInFile).toEqual([
      { orderNo: '7', row: 4, firstRow: 3 },
      { orderNo: '7', row: 5, firstRow: 3 },
    ]);
  });

  it('[INTAKE-21] errors of the spreadsheet count in the columns that are used, and only there', async () => {
    const rows = [
      ['工单编号', '受理时间', '诉求内容', '备注'],
      ['1', '2026-11-01 08:00', '噪声', 'x'],
      ['2', '2026-11-01 08:00', '噪声', 'x'],
      ['3', '########', '噪声', '#N/A'],
    ];
    const bytes = await xlsxWithSheet(rows, (xml) =>
      xml
        .replace(/<c r="C2"[\s\S]*?<\/c>/, '<c r="C2" t="e"><f>Z1</f><v>#REF!</v></c>')
        .replace(/<c r="D3"[\s\S]*?<\/c>/, '<c r="D3" t="e"><v>#N/A</v></c>'),
    );
    const parsed = await ordersOf(bytes);
    expect(parsed.orders.map((order) => order.body.orderNo)).toEqual(['2']);
    expect(parsed.errors.map(({ row, column, code, value }) => [row, column, code, value])).toEqual([
      [2, '诉求内容', 'cell-error', '#REF!'],
      [2, '诉求内容', 'matter-missing', null],
      [4, '受理时间', 'cell-overflow', '########'],
      [4, '受理时间', 'time-unreadable', '########'],
    ]);
  });

  it('[INTAKE-22] Excel dates are wall time of Asia/Shanghai', async () => {
    const parsed = await ordersOf(
      await xlsx([
        ['工单编号', '受理时间', '诉求内容'],
        ['1', { value: new Date(Date.UTC(2026, 10, 3, 8, 5)), type: Date, format: 'yyyy-mm-dd hh:mm:ss' }, '噪声'],
      ]),
    );
    expect(parsed.orders[0]?.body.receivedAtMs).toBe(Date.UTC(2026, 10, 3, 0, 5));
  });

  it('[INTAKE-23] rounded numbers are errors, short ones among equals a warning', async () => {
    expect(codes((await oneOrder({ 工单编号: '2.02604E+11' })).errors)).toEqual(['order-no-rounded']);
    const big = await ordersOf(
      await xlsx([
        ['工单编号', '受理时间', '诉求内容'],
        [2.02604000012345e19, '2026-11-01', '噪声'],
        [202604, '2026-11-01', '噪声'],
      ]),
    );
    expect(codes(big.errors)).toEqual(['order-no-rounded']);
    expect(big.orders[0]?.body.orderNo).toBe('202604');
    const numbers = ['100001', '100002', '100003', '100004', '100005', '42'];
    const short = await ordersOf(
      utf8(`工单编号,受理时间,诉求内容\n${numbers.map((number) => `${number},2026-11-01 08:00,噪声`).join('\n')}`),
    );
    expect(short.warnings.filter((warning) => warning.code === 'order-no-zeros-lost')).toMatchObject([
      { row: 7, value: '42' },
    ]);
    expect(short.orders).toHaveLength(6);
    expect(codes((await oneOrder({ 工单编号: '=HYPERLINK("http://x")' })).errors)).toEqual(['order-no-odd']);
  });

  it('[INTAKE-24] positions: swapped, half, zero, unreadable, BD-09, missing', async () => {
    const positionOf = async (lat: string, lon: string, names = ['纬度', '经度']) => {
      const parsed = await oneOrder({ 地址: '青石街1号', [names[0] ?? '']: lat, [names[1] ?? '']: lon });
      return [parsed.orders[0]?.body.position, codes(parsed.warnings)];
    };
    expect(await positionOf('39.72', '116.1')).toEqual([{ lat: 39.72, lon: 116.1, datum: 'unknown' }, []]);
    expect(await positionOf('39.72', '116.1', ['纬度(GCJ02)', '经度(GCJ02)'])).toEqual([
      { lat: 39.72, lon: 116.1, datum: 'GCJ02' },
      [],
    ]);
    expect(await positionOf('116.1', '39.72')).toEqual([
      { lat: 39.72, lon: 116.1, datum: 'unknown' },
      ['coordinates-swapped'],
    ]);
    expect(await positionOf('39.72', '')).toEqual([undefined, ['coordinates-half']]);
    expect(await positionOf('0', '0')).toEqual([undefined, ['coordinates-zero']]);
    expect(await positionOf('北', '东')).toEqual([undefined, ['coordinates-unreadable']]);
    expect(await positionOf('391.72', '116.1')).toEqual([undefined, ['coordinates-unreadable']]);
    expect(await positionOf('39.72', '116.1', ['百度纬度', '百度经度'])).toEqual([undefined, ['coordinates-bd09']]);
    expect(await positionOf('', '')).toEqual([undefined, []]);
  });

  it('[INTAKE-25] the limit the order states, else the standard by urgency and category', async () => {
    const received = Date.UTC(2026, 10, 3, 0, 5);
    const dueOf = async (fields: Record<string, string>) => {
      const body = (await oneOrder(fields)).orders[0]?.body;
      return [((body?.dueAtMs ?? 0) - received) / 3_600_000, body?.dueRule, body?.urgency];
    };
    expect(await dueOf({ 办理时限: '2026-11-05 08:05' })).toEqual([48, 'order', 'ordinary']);
    const endOfDay = (Date.UTC(2026, 10, 5, 16) - received) / 3_600_000;
    expect(await dueOf({ 办理时限: '2026-11-05' })).toEqual([endOfDay, 'order', 'ordinary']);
    expect(await dueOf({})).toEqual([168, 'DB11/T 2021-2022 ordinary', 'ordinary']);
    expect(await dueOf({ 紧急程度: '特急' })).toEqual([2, 'DB11/T 2021-2022 emergency', 'emergency']);
    expect(await dueOf({ 紧急程度: '不紧急' })).toEqual([168, 'DB11/T 2021-2022 ordinary', 'ordinary']);
    expect(await dueOf({ 紧急程度: '疑难' })).toEqual([360, 'DB11/T 2021-2022 complex', 'complex']);
    expect(await dueOf({ 诉求类型: '供热' })).toEqual([24, 'DB11/T 2021-2022 utility', 'utility']);
    expect(await dueOf({ 办理时限: '2026-11-01' })).toEqual([168, 'DB11/T 2021-2022 ordinary', 'ordinary']);
    expect(codes((await oneOrder({ 办理时限: '2026-11-01', 地址: 'A' })).warnings)).toEqual(['due-before-received']);
  });

  it('[INTAKE-26] mobiles, identity numbers and names leave the text for the vault', async () => {
    const canaries = ['19900001234', '110101199003077758', '欧阳㛃䶮'];
    const parsed = await oneOrder({
      诉求内容:
        '欧阳㛃䶮来电：身份证110101199003077758，请回电 199-0000-1234 或１９９００００１２３４，工单 2026110312345 号',
      地址: '青石街1号 19900001234',
      诉求人: '欧阳㛃䶮',
    });
    const [order] = parsed.orders;
    expect(order?.body.matter).toBe(
      '诉求人来电：身份证【身份证号已隐去】，请回电 【电话已隐去】 或【电话已隐去】，工单 2026110312345 号',
    );
    expect(order?.body.address).toBe('青石街1号 【电话已隐去】');
    expect(order?.caller).toEqual({ name: '欧阳㛃䶮', phone: '19900001234' });
    expect(codes(parsed.warnings)).toEqual(['private-hidden', 'private-hidden']);
    const open = JSON.stringify([order?.body, parsed.errors, parsed.warnings]);
    for (const canary of canaries) expect(open).not.toContain(canary);
  });

  it('[INTAKE-26] a report on a slipped row does not quote a phone', async () => {
    const parsed = await oneOrder({ 受理时间: '19900001234', 联系电话: '电话不明' });
    expect(codes(parsed.errors)).toContain('time-unreadable');
    expect(JSON.stringify(parsed.errors)).not.toContain('19900001234');
    expect(JSON.stringify((await oneOrder({ 联系电话: '12-34' })).warnings)).not.toContain('12');
  });

  it('[INTAKE-26] one spelling per phone', async () => {
    for (const written of ['199 0000 1234', '+86-199-0000-1234', '8619900001234', '１９９００００１２３４']) {
      expect((await oneOrder({ 联系电话: written })).orders[0]?.caller?.phone).toBe('19900001234');
    }
    expect(codes((await oneOrder({ 联系电话: '010-6789 1234', 地址: 'A' })).warnings)).toEqual([]);
    expect(codes((await oneOrder({ 联系电话: '12', 地址: 'A' })).warnings)).toEqual(['phone-odd']);
  });

  it('[INTAKE-26] who gave no name is not written into the complaint', async () => {
    expect((await oneOrder({ 诉求人: '市民', 诉求内容: '市民反映噪声' })).orders[0]?.body.matter).toBe('市民反映噪声');
  });

  it('[INTAKE-29] formulas, markup and prototype names are text', async () => {
    const hostile = "=cmd|'/c calc'!A1 <img src=x onerror=alert(1)> ${7*7} __proto__";
    const parsed = await oneOrder({ 诉求内容: hostile, 地址: '__proto__', 诉求类型: 'constructor' });
    expect(parsed.orders[0]?.body).toMatchObject({ matter: hostile, address: '__proto__', category: 'constructor' });
    expect(codes(parsed.warnings)).toEqual(['formula-like']);
    expect(({} as Record<string, unknown>)['matter']).toBeUndefined();
  });

  it('[INTAKE-29] text stays as written, rare characters and line breaks too', async () => {
    const parsed = await oneOrder({ 诉求内容: '  㛃䶮 𠮷野家\r\n二楼\u0007  ' });
    expect(parsed.orders[0]?.body.matter).toBe('㛃䶮 𠮷野家\n二楼');
  });

  it('[INTAKE-20] a time in the future is taken in and pointed out', async () => {
    const parsed = await oneOrder({ 受理时间: '2027-01-01 08:00', 地址: 'A' });
    expect(parsed.orders).toHaveLength(1);
    expect(codes(parsed.warnings)).toEqual(['time-in-future']);
  });
});

describe('[INTAKE-28] one grievance', () => {
  const day = 86_400_000;
  const order = (
    orderNo: string,
    atDay: number,
    [address, category]: readonly [string, string],
    phone: string | null = null,
  ) => ({
    orderNo,
    receivedAtMs: atDay * day,
    keys: grievanceKeys({ address, category }, phone),
  });

  it('same place and category, or same caller and place, in a chain of at most 30 days', () => {
    const groups = groupKeys([
      order('late', 60, ['青石街 12 号', '噪声']),
      order('first', 0, ['青石街12号', '噪声'], '1'),
      order('same place', 29, ['青石街１２号。', '噪声']),
      order('other matter, same caller', 10, ['青石街12号', '油烟'], '1'),
      order('other matter, other caller', 10, ['青石街12号', '扬尘'], '2'),
      order('elsewhere', 1, ['青石街13号', '噪声']),
    ]);
    expect(Object.fromEntries(groups)).toEqual({
      first: 'first',
      'same place': 'first',
      'other matter, same caller': 'first',
      'other matter, other caller': 'other matter, other caller',
      elsewhere: 'elsewhere',
      late: 'late',
    });
    expect(SAME_GRIEVANCE_MS).toBe(30 * day);
  });

  it('no address, no grouping', () => {
    expect(grievanceKeys({ address: '', category: '噪声' }, '1')).toEqual({ caller: null, place: null });
  });

  it('suggests within a file', async () => {
    const parsed = await ordersOf(
      utf8(
        '工单编号,受理时间,诉求类型,诉求内容,地址\n2,2026-11-02 08:00,噪声,又响了,青石街12号院\n1,2026-11-01 08:00,噪声,响,青石街 12 号院\n',
      ),
    );
    expect(parsed.orders.map((each) => each.groupKey)).toEqual(['1', '1']);
  });
});
