import type { PackageOrder } from './package-order.ts';
import { CANNOT_PROVE, PROVES } from '#domain/package/limits.ts';

const FILES = [
  ['index.html', '案卷目录，可直接打开阅读', 'the case in order, to be read'],
  [
    'verify.html',
    '离线核验页：用浏览器打开，把本压缩包拖进去',
    'offline verifier: open it in a browser and drop this ZIP file into it',
  ],
  [
    'manifest.json, manifest.sig',
    '全部文件的清单与服务器签名',
    'list of all files, and the server’s signature over it',
  ],
  [
    'entries.jsonl',
    '本案全部记录：签名头、可披露的内容、回执、在日志中的证明',
    'all entries: signed headers, words for this reader, receipts, proofs',
  ],
  ['checkpoint.txt', '日志的签名检查点（C2SP tlog-checkpoint）', 'signed state of the log (C2SP tlog-checkpoint)'],
  ['anchors.json, anchors/', '此前在外部留存的检查点与时间戳', 'earlier states kept outside, and time stamps'],
  ['keys.json', '服务器与设备的公钥', 'public keys of server and devices'],
  [
    'documents/',
    '由记录排印的文书（PDF，供阅读；签名的是记录本身）',
    'papers printed from the entries (PDF, to be read; what is signed are the entries)',
  ],
  [
    'reference/',
    '现场判定噪声所用的限值表，以记录写明的哈希值命名',
    'the tables that noise was judged by on the spot, under the hash its readings name',
  ],
  ['originals/', '照片、录音等原件，以哈希值命名', 'photos, sound and other originals, named by their hash'],
] as const;

/** The plain description that lies in every package. */
export function readMeOf({ caseId, nowMs }: PackageOrder): string {
  const made = new Date(nowMs).toISOString();
  const list = (words: readonly string[]) => words.map((each) => `  - ${each}\n`).join('');
  return `即办 证据卷宗    案件 ${caseId}    ${made}

不要解压后再压缩：任何改动都会被核验发现。命令行：npm run verify -- 文件.zip

${list(FILES.map(([name, zh]) => `${name}：${zh}`))}
全部核验通过时，它证明：
${list(PROVES.map(({ zh }) => zh))}
它不能证明：
${list(CANNOT_PROVE.map(({ zh }) => zh))}
────────────────────────────────────────

Jiban evidence package    case ${caseId}    ${made}

Do not unpack and pack it again: any change is found. Command line: npm run verify -- FILE.zip

${list(FILES.map(([name, , en]) => `${name}: ${en}`))}
When all checks pass, it proves:
${list(PROVES.map(({ en }) => en))}
It cannot prove:
${list(CANNOT_PROVE.map(({ en }) => en))}`;
}
