import type { Audience } from '#domain/package/audience.ts';
import type { CheckName, FaultCode } from '#domain/package/fault.ts';

export type Locale = 'zh' | 'en';

interface Pair {
  readonly zh: string;
  readonly en: string;
}

export const CHECK_WORDS: Readonly<Record<CheckName, Pair>> = {
  container: { zh: '压缩包原样', en: 'The file as it was written' },
  manifest: { zh: '清单与服务器签名', en: 'List of files, signed by the server' },
  files: { zh: '每个文件与清单一致', en: 'Every file as listed' },
  entries: { zh: '记录未被改动', en: 'Records unchanged' },
  signatures: { zh: '设备签名', en: 'Signatures of the devices' },
  order: { zh: '顺序完整，中间没有抽掉', en: 'Complete and in order' },
  receipts: { zh: '服务器回执', en: 'Receipts of the server' },
  log: { zh: '都在签名的日志里', en: 'All in the signed log' },
  anchors: { zh: '与外部留存的检查点一致', en: 'Agrees with states kept outside' },
};

/** What happened, in a sentence; `where` follows it. */
export const FAULT_WORDS: Readonly<Record<FaultCode, Pair>> = {
  container: {
    zh: '压缩包不是原样：被改动、截断或重新打包过',
    en: 'The file is not as written: changed, cut short or packed anew',
  },
  'no-manifest': {
    zh: '没有可读的清单，这不是一份证据卷宗',
    en: 'There is no readable list of files: this is no evidence package',
  },
  'manifest-altered': {
    zh: '清单被改动：与服务器的签名不符',
    en: 'The list of files was changed: the server’s signature does not fit',
  },
  'foreign-key': {
    zh: '不明的密钥：不是所列服务器或设备的密钥',
    en: 'A foreign key: not one of the server or device it claims to be',
  },
  'file-altered': { zh: '文件被改动', en: 'A file was changed' },
  'file-swapped': { zh: '文件被调换：内容属于另一个文件', en: 'Files were swapped: the content is another file’s' },
  'file-missing': { zh: '缺少文件', en: 'A file is missing' },
  'file-extra': { zh: '多出清单之外的文件', en: 'There is a file that is not listed' },
  'file-unreadable': { zh: '内容无法读出', en: 'It cannot be read' },
  'entry-altered': {
    zh: '记录被改动：不是服务器收到的那一条',
    en: 'A record was changed: it is not the one the server received',
  },
  'entry-swapped': {
    zh: '记录被调换：属于别的位置或别的案件',
    en: 'A record was swapped: it belongs to another place or another case',
  },
  'entry-re-signed': { zh: '记录被重新签名：不是该设备的签名', en: 'A record was signed anew: not by its device' },
  'entry-dropped': { zh: '中间抽掉了记录', en: 'A record was taken out' },
  'entry-doubled': { zh: '同一位置有两条记录', en: 'Two records in one place' },
  'entries-reordered': { zh: '记录的顺序被改动', en: 'Records were put in another order' },
  'tail-cut': { zh: '末尾的记录被截掉', en: 'The last records were cut off' },
  'payload-altered': { zh: '记录的内容被改动', en: 'The words of a record were changed' },
  'receipt-altered': { zh: '回执被改动，或不是这个服务器出具的', en: 'A receipt was changed, or is not this server’s' },
  'wrong-epoch': {
    zh: '属于另一段历史：不是这份日志或它所承接的日志',
    en: 'Of another history: not of this log or one it goes on from',
  },
  'two-heads': { zh: '出现两个互相矛盾的版本', en: 'There are two versions that contradict each other' },
  'not-in-log': { zh: '不在签名的日志里', en: 'Not in the signed log' },
  'checkpoint-altered': { zh: '检查点被改动', en: 'A checkpoint was changed' },
  'anchor-altered': { zh: '时间戳不是这个检查点的', en: 'A time stamp is not of this checkpoint' },
  'original-missing': { zh: '缺少记录所指的原件', en: 'An original that a record names is missing' },
};

export const AUDIENCE_WORDS: Readonly<Record<Audience, Pair>> = {
  court: { zh: '法院、复议机关、检察机关（全部内容）', en: 'court, review body, prosecutor (every word)' },
  partner: { zh: '其他部门（不含诉求与联系内容）', en: 'another authority (without complaint and contacts)' },
  party: { zh: '当事人（不含诉求人有关内容）', en: 'the party (nothing about who complained)' },
};

export const VERIFIER_WORDS = {
  title: { zh: '证据卷宗核验', en: 'Verify an evidence package' },
  intro: {
    zh: '在本机离线核验，不联网，不上传。选择或拖入即办导出的 .zip 卷宗，不要先解压。',
    en: 'Checked on this computer, offline; nothing is sent. Choose or drop the .zip made by Jiban, without unpacking it.',
  },
  choose: { zh: '选择卷宗文件', en: 'Choose the package' },
  another: { zh: '核验另一个', en: 'Verify another' },
  drop: { zh: '或者拖到这里', en: 'or drop it here' },
  pin: {
    zh: '服务器公钥指纹（另行取得，可不填）',
    en: 'Fingerprint of the server’s key, from another source (optional)',
  },
  pinMore: {
    zh: '向该单位索取，或抄自打印的存证日报。填了才能确认签名出自该单位，而不是别人自造的服务器。',
    en: 'Ask the bureau, or take it from a printed daily report. Only with it is it certain that the bureau signed, and not a server somebody made up.',
  },
  working: { zh: '正在核验', en: 'Verifying' },
  whole: { zh: '全部通过', en: 'All checks passed' },
  wholeMore: { zh: '与服务器签名时一致，没有发现任何改动。', en: 'As the server signed it; no change was found.' },
  unpinned: {
    zh: '还没有核对服务器公钥指纹：以下结论以“包内的密钥属于该单位”为前提。',
    en: 'The key’s fingerprint has not been compared yet: all this holds if the key in the package is the bureau’s.',
  },
  faulty: { zh: '没有通过', en: 'Not passed' },
  faultyMore: {
    zh: '不要作为证据使用。保留这个文件，向出具单位重新索取。',
    en: 'Do not use it as evidence. Keep the file, and ask for it again where it came from.',
  },
  ok: { zh: '通过', en: 'passed' },
  notOk: { zh: '不通过', en: 'failed' },
  none: { zh: '没有', en: 'none' },
  facts: { zh: '这份卷宗', en: 'This package' },
  case: { zh: '案件', en: 'Case' },
  madeAt: { zh: '制作时间', en: 'Made' },
  audience: { zh: '供谁使用', en: 'For' },
  entries: { zh: '记录', en: 'Records' },
  withheld: { zh: '未披露内容', en: 'Words withheld' },
  originals: { zh: '原件', en: 'Originals' },
  received: { zh: '服务器收到', en: 'Received by the server' },
  tree: { zh: '日志检查点', en: 'Checkpoint of the log' },
  root: { zh: '树根', en: 'Root' },
  key: { zh: '服务器公钥指纹', en: 'Fingerprint of the server’s key' },
  anchors: { zh: '外部留存', en: 'Kept outside' },
  proves: { zh: '它证明什么', en: 'What it proves' },
  cannot: { zh: '它不能证明什么', en: 'What it cannot prove' },
  other: { zh: 'English', en: '中文' },
} as const satisfies Record<string, Pair>;

export function countWords(
  locale: Locale,
  counts: { readonly erased: number; readonly audience: number; readonly caller: number },
): string {
  const { erased, audience, caller } = counts;
  const kept = audience + caller;
  if (locale === 'zh') return `${String(kept)} 条不向本读者披露，${String(erased)} 条已依法删除`;
  return `${String(kept)} not for this reader, ${String(erased)} erased by law`;
}

export function originalWords(locale: Locale, here: number, absent: number): string {
  if (absent === 0) return String(here);
  return locale === 'zh'
    ? `${String(here)}（另有 ${String(absent)} 个当时尚未送达服务器）`
    : `${String(here)} (${String(absent)} more had not reached the server)`;
}

export function anchorWords(locale: Locale, anchors: readonly { readonly stampedAt: number | null }[]): string {
  const stamped = anchors.filter(({ stampedAt }) => stampedAt !== null);
  const first = Math.min(...stamped.map(({ stampedAt }) => stampedAt ?? 0));
  const since = stamped.length > 0 ? ` ${timeWords(first)}` : '';
  return locale === 'zh'
    ? `${String(anchors.length)} 个检查点，其中 ${String(stamped.length)} 个有第三方时间戳${since && `（最早${since}）`}`
    : `${String(anchors.length)} checkpoints, ${String(stamped.length)} with a third party’s time stamp${since && ` (earliest${since})`}`;
}

/** 2026-11-02 09:00:00 +08:00, the same on every machine. */
export function timeWords(ms: number): string {
  const text = new Date(ms + 8 * 3_600_000).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 19)} +08:00`;
}

/** In groups of four, to be read aloud and compared. */
export function fingerprintWords(hex: string): string {
  return hex.match(/.{1,4}/g)?.join(' ') ?? '';
}
