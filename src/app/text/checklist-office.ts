import { messages, plural } from '#app/text/messages.ts';

/** The office's side: forms in force, and putting a new one there. */
export const checklistOfficeText = messages({
  title: { zh: '检查表', en: 'Checklists' },
  intro: {
    zh: '检查表用 Excel 设计：下载一张改好，放回来看问题和手机上的样子，再发布。没发布的不会到手机上。',
    en: 'Checklists are designed in Excel: download one, change it, put it back, see its problems and how it looks on a phone, then publish. Nothing reaches a phone before that.',
  },
  inForce: { zh: '现行检查表', en: 'In force' },
  facts: {
    zh: (p: { version: string; count: number }) => `${p.version} 版 · ${p.count} 题`,
    en: (p) => `version ${p.version} · ${plural(p.count, 'question', 'questions')}`,
  },
  look: { zh: '预览', en: 'Preview' },
  lookOf: { zh: (p: { title: string }) => `预览${p.title}`, en: (p) => `Preview ${p.title}` },
  download: { zh: (p: { title: string }) => `下载${p.title}（.xlsx）`, en: (p) => `Download ${p.title} (.xlsx)` },
  retire: { zh: (p: { title: string }) => `停用${p.title}`, en: (p) => `Withdraw ${p.title}` },
  drop: { zh: '放入改好的 .xlsx', en: 'Put in the .xlsx' },
  dropHint: {
    zh: '新表或现行表的新版都可以，最大 2 MB。先检查，不会直接生效。',
    en: 'A new form or a new version, up to 2 MB. It is checked first and not put in force.',
  },
  reading: { zh: (p: { file: string }) => `正在检查 ${p.file}…`, en: (p) => `Checking ${p.file}…` },
  refused: { zh: '这个文件读不了', en: 'This file cannot be read' },
  refusedMore: {
    zh: '请放入 Excel 或 WPS 存的 .xlsx 文件，里面有 survey、choices、settings 三张工作表。现行检查表没有变。',
    en: 'Put in an .xlsx saved by Excel or WPS, with the sheets survey, choices and settings. What is in force has not changed.',
  },
  problems: {
    zh: (p: { count: number }) => `${p.count} 处要改`,
    en: (p) => plural(p.count, 'problem', 'problems'),
  },
  problemsMore: {
    zh: '改好表格再放进来。现行检查表没有变。',
    en: 'Mend the table and put it in again. What is in force has not changed.',
  },
  problemPlace: { zh: '位置', en: 'Place' },
  problemWords: { zh: '问题', en: 'Problem' },
  otherFile: { zh: '换一个文件', en: 'Another file' },
  ready: { zh: '检查通过，可以发布', en: 'No problem found' },
  isNew: { zh: '新检查表', en: 'A new form' },
  isNext: {
    zh: (p: { old: string; now: string }) => `${p.old} 版 → ${p.now} 版`,
    en: (p) => `version ${p.old} → ${p.now}`,
  },
  added: { zh: '新增', en: 'Added' },
  removed: { zh: '删除', en: 'Removed' },
  changed: { zh: '修改', en: 'Changed' },
  headChanged: { zh: '标题、推荐词或选项表有改动', en: 'Title, suggestion words or choice lists have changed' },
  reordered: { zh: '题目顺序有改动', en: 'The order of questions has changed' },
  same: { zh: '与现行版内容完全一样，不用发布', en: 'The same as what is in force: nothing to publish' },
  versionReused: { zh: '内容改了，版本号没有改', en: 'It has changed under the same version number' },
  versionReusedMore: {
    zh: '请在 settings 表把 version 改成新的版本号再放进来：填好的表靠版本号分清用的是哪一版。',
    en: 'Give version a new value on the sheet settings: filled forms name the version they were filled in with.',
  },
  retiring: {
    zh: (p: { title: string }) => `停用${p.title}`,
    en: (p) => `Withdraw ${p.title}`,
  },
  retiringMore: {
    zh: '手机上不再列出这张表。已填的记录照样可读，写了一半的草稿可以写完。',
    en: 'Phones will no longer list it. Filled ones stay readable, and drafts can be finished.',
  },
  reason: { zh: '理由', en: 'Reason' },
  reasonHint: { zh: '写进历史，所有人可见', en: 'Stands in the history for everybody' },
  needReason: { zh: '写明理由', en: 'Give a reason' },
  publish: { zh: '发布', en: 'Publish' },
  publishing: { zh: '正在发布…', en: 'Publishing…' },
  published: { zh: '已发布，手机下次联网后用新版', en: 'Published; phones have it after their next contact' },
  cancel: { zh: '取消', en: 'Cancel' },
  preview: { zh: '手机上的样子', en: 'As it looks on a phone' },
  previewHint: { zh: '可以试填，不会保存。', en: 'Try it out; nothing is saved.' },
  mayNot: { zh: '只有值班长和管理员可以改。', en: 'Only supervisors and admins may change them.' },
  guide: { zh: '怎么设计检查表', en: 'How to design a checklist' },
  history: { zh: '历史', en: 'History' },
  historyNone: {
    zh: '还没有发布过，用的是随应用带来的六张表。',
    en: 'Nothing has been published: the six forms of the app are in force.',
  },
});
