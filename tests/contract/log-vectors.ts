import type { EntryHeader, Payload } from '#domain/log/entry.ts';

/** Texts of JSON and the SHA-256 of their canonical form, taken once with OpenSSL: whatever engine runs the rules, these come out. */
export const CANONICAL_VECTORS: readonly { readonly name: string; readonly json: string; readonly sha256: string }[] = [
  {
    name: 'empty object',
    json: '{}',
    sha256: '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
  },
  {
    name: 'RFC 8785 numbers',
    json: '[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]',
    sha256: '7c6bc86d861387d823ae596b79ca0b26567dddc22a77acb1f4e06d441f555adf',
  },
  {
    name: 'number edges, -0 and 1e21 among them',
    json: '[-0,0,1e21,1e-7,123456789012345680000,9007199254740993,5e-324,1.7976931348623157e308,0.1,-1.5E-10]',
    sha256: 'aab9c6d0c61b1b53202d86a27fa78c99614e3e3a6eff03ecb3bc2f548a592676',
  },
  {
    name: 'keys by UTF-16 code unit',
    json: '{"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7,"10":8,"9":9}',
    sha256: '7ca1e4bf5d67bcad6202d5d5ea4e82213c5ec073c90fb980e8af6b9afaad4d2e',
  },
  {
    name: '__proto__ is data',
    json: '{"b":1,"__proto__":{"x":2},"constructor":3}',
    sha256: '6f6a4774b441c954905aacc08e910de70fd6a96e2d2d935c5a7302c1672feba5',
  },
  {
    name: 'Chinese, rare characters, emoji, combining marks left as they are',
    json: '{"地址":"柳林街道𠮷野家路 8 号","表情":"👨‍👩‍👧‍👦🇨🇳","拼":"e\\u0301 \\u00e9"}',
    sha256: '22e7c5cadff3164cf43207adbfcd3d86a9769e6172aa967b1013a7da1846a833',
  },
  {
    name: 'control characters and line separators',
    json: '"\\u0000\\u0008\\t\\n\\u000b\\f\\r\\u001f\\u007f\\u2028\\u2029\\ufeff\\"\\\\\\/"',
    sha256: '0a3f2ef556037c83b980c2151dc1546f62e02a36b3e873e1a138153a4c9039db',
  },
  {
    name: 'nesting',
    json: '{"z":[{"y":[[],{}],"x":null}],"a":[true,false]}',
    sha256: 'f69aec36fbc0b9a83803783b5295d877c8d5aa63ac4eb522286658954af21b0f',
  },
];

/** Texts of JSON that no engine may accept. */
export const REFUSED_VECTORS: readonly { readonly name: string; readonly json: string }[] = [
  { name: 'lone high surrogate', json: '{"a":"\\ud800"}' },
  { name: 'lone low surrogate', json: '["\\udc00x"]' },
  { name: 'lone surrogate in a key', json: '{"\\ud83d":1}' },
  { name: 'number beyond the range of a double', json: '[1e400]' },
];

export const ENTRY_VECTOR: { readonly header: EntryHeader; readonly payload: Payload; readonly id: string } = {
  payload: {
    salt: '00112233445566778899aabbccddeeff',
    body: { subject: '风机𠮷', result: 'violates', description: '夜间 62.5 dB(A)…\u2028', level: -0, big: 1e21 },
  },
  header: {
    v: 1,
    alg: 'ES256',
    device: '0123456789abcdef0123456789abcdef',
    seq: 1,
    prev: null,
    case: 'c-1',
    actor: 'u-wang',
    kind: 'finding',
    kindV: 1,
    base: 0,
    checkpoint: null,
    claimedAt: 1_700_000_000_000,
    clockOffsetMs: -1500,
    commit: 'da7890ca01f059925fac3b6e54e3499ab71e497a428ab179f25cf7491ccc0ba7',
    blobs: [],
  },
  id: 'f3c2a0832d6c5586434d57586da8fc452876a27594bc6a7484f8860ac009a562',
};

/** Signatures over the same text, each made where it says. */
export const SIGNATURE_VECTORS: readonly {
  readonly madeBy: string;
  readonly publicKey: string;
  readonly text: string;
  readonly sig: string;
}[] = [
  {
    madeBy: 'Node',
    publicKey: 'BPv2_vj2YKyBKBzvyPOjP72Ow6-0l9GSQ1X8Qky5f6wNT9OCXc9Y3sa3xuTq997H9IEllO3pe1ht18XLBCwXj0I',
    text: '3d2932d6dfb5bddcbd77112473f6447510e3b708df5352849b159025a7113f9b',
    sig: 'hI6N46uAIAAnXfYyoAoUVK8QvM3dUPOuIT1k_SMjbSZMTth8_EDFp_qZMA-QGFZVpVmp1Bh4A4OgUDF8YpXZxw',
  },
  {
    madeBy: 'Chromium',
    publicKey: 'BGFvMcD-RpEOpNOe1bX_nY0DZpI-pRhedHvyCKjyVQTMY8QWvpicPTuI-LeRIqckA7cLYmiqiGJy9vtJrin67Aw',
    text: '3d2932d6dfb5bddcbd77112473f6447510e3b708df5352849b159025a7113f9b',
    sig: 'fQM2RCZ83PWJj0Exi8D-pL_Y-8l9t3OIM6R1EAQtPl6J2cqpkyh50_oMJTG4P9w1f9VVf05KWFUM3UySP1_-lA',
  },
];
