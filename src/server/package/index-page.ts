import type { Json } from '#domain/kernel/json.ts';
import type { PackagedEntry, Withheld } from '#domain/package/package-format.ts';
import type { PackageOrder } from './package-order.ts';
import { fieldWords, kindWords } from './kind-words.ts';

interface IndexContent {
  readonly entries: readonly PackagedEntry[];
  /** File name by the SHA-256 of an original. */
  readonly names: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
  readonly order: PackageOrder;
  readonly tree: number;
}

const AUDIENCE_WORDS = { court: '法院、复议机关、检察机关', partner: '其他部门', party: '当事人' } as const;
const WITHHELD_WORDS: Readonly<Record<Withheld, string>> = {
  erased: '内容已依法删除',
  audience: '内容不向本读者披露',
  caller: '内容涉及诉求人信息，不披露',
};

const STYLE = `body{font:16px/1.6 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1f24}
h1{font-size:1.5rem}ol{padding:0;list-style:none}li{border:1px solid #c9d1d9;border-radius:8px;padding:.75rem 1rem;margin:.75rem 0;break-inside:avoid}
h2{font-size:1.1rem;margin:0}p{margin:.25rem 0}.soft{color:#57606a;font-size:.9rem}dl{display:grid;grid-template-columns:11rem 1fr;gap:.1rem .75rem;margin:.5rem 0}
dt{color:#57606a}dd{margin:0;overflow-wrap:anywhere}img{max-width:18rem;max-height:14rem;display:block;margin:.5rem 0}code{font-size:.8rem;overflow-wrap:anywhere}`;

/** The case in order, for a reader without the app. Everything written by people is text here, never markup. */
export function indexPageOf({ entries, names, people, order, tree }: IndexContent): string {
  const items = entries.map((entry) => itemOf(entry, names, people)).join('\n');
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>证据卷宗 ${escaped(order.caseId)}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'">
<style>${STYLE}</style></head><body>
<h1>证据卷宗目录</h1>
<p>案件 <code>${escaped(order.caseId)}</code>，${String(entries.length)} 条记录，按服务器收到的顺序排列。制作于 ${timeWords(order.nowMs)}，供${AUDIENCE_WORDS[order.audience]}使用。</p>
<p class="soft">本页只为阅读方便。是否完整、是否被改动，请用核验页 verify.html 或命令行核验整个压缩包；它能证明什么、不能证明什么，见 README.txt。日志检查点：${String(tree)} 条。</p>
<ol>
${items}
</ol></body></html>
`;
}

function itemOf(
  { header, payload, withheld, receipt }: PackagedEntry,
  names: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, string>,
): string {
  const who = header.actor === 'system' ? '系统' : (people.get(header.actor) ?? header.actor);
  const verdict =
    receipt.verdict.outcome === 'accepted' ? '' : `，${receipt.verdict.outcome === 'refused' ? '未予采纳' : '待复核'}`;
  const words = payload
    ? `<dl>${Object.entries(payload.body)
        .map(([field, value]) => fieldOf(field, value))
        .join('')}</dl>`
    : `<p><strong>${withheld ? WITHHELD_WORDS[withheld] : ''}</strong></p>`;
  const shown = withheld === null ? header.blobs : [];
  return `<li><h2>#${String(receipt.seq)} ${escaped(kindWords(header.kind))}</h2>
<p class="soft">${escaped(who)}，设备时间 ${timeWords(header.claimedAt)}，服务器收到 ${timeWords(receipt.receivedAt)}${verdict}</p>
${words}${shown.map((blob) => originalOf(blob, names.get(blob))).join('')}
<p class="soft">编号 <code>${receipt.entry}</code></p></li>`;
}

function originalOf(blob: string, name: string | undefined): string {
  if (name === undefined) return `<p>原件尚未送达服务器：<code>${blob}</code></p>`;
  const picture = /[.](jpg|png|webp)$/.test(name) ? `<img src="${name}" alt="" loading="lazy">` : '';
  return `<p><a href="${name}">${picture}原件 <code>${blob}</code></a></p>`;
}

function fieldOf(field: string, value: Json): string {
  return `<dt>${escaped(fieldWords(field))}</dt><dd>${escaped(valueWords(field, value))}</dd>`;
}

function valueWords(field: string, value: Json): string {
  if (typeof value === 'number' && /At(Ms)?$/.test(field)) return timeWords(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** 2026-11-02 09:00:00, as the bureau's clock shows it. */
function timeWords(ms: number): string {
  const parts = new Date(ms + 8 * 3_600_000).toISOString();
  return `${parts.slice(0, 10)} ${parts.slice(11, 19)}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
