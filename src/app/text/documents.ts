import type { DocumentKind } from '#protocol/documents.ts';
import { messages, type Message } from '#app/text/messages.ts';

export const documentsText = messages({
  title: { zh: '文书', en: 'Documents' },
  none: {
    zh: '还没有能打印的文书。现场签了笔录、测了噪声、拍了照片，就会出现在这里。',
    en: 'Nothing to print yet. A signed record, readings or photos appear here.',
  },
  offline: { zh: '联网后可下载 PDF。', en: 'PDFs can be had when there is a line.' },
  pdf: { zh: 'PDF', en: 'PDF' },
  word: { zh: 'Word', en: 'Word' },
  look: { zh: '查看', en: 'Look' },
  templates: { zh: 'Word 模板', en: 'Word templates' },
  templatesMore: {
    zh: '上传本单位的 .docx，里面写 {被检查单位} 这样的占位符；占位符一览见文档 docs/documents.md。每次上传都是新的一版，旧版保留。',
    en: 'Upload the bureau’s .docx with placeholders in braces; docs/documents.md lists them. Each upload is a further version; older ones stay.',
  },
  drop: { zh: '选择 .docx 文件', en: 'Choose a .docx file' },
  dropFor: { zh: (p: { what: string }) => `${p.what}的模板`, en: (p) => `Template for ${p.what}` },
  version: {
    zh: (p: { version: number; name: string; who: string; when: string }) =>
      `第 ${p.version} 版 · ${p.name} · ${p.who} ${p.when}`,
    en: (p) => `Version ${p.version} · ${p.name} · ${p.who} ${p.when}`,
  },
  unknown: {
    zh: (p: { names: string }) => `不认识的占位符：${p.names}`,
    en: (p) => `Unknown placeholders: ${p.names}`,
  },
  notWord: { zh: '这不是 Word（.docx）文件。', en: 'This is not a Word (.docx) file.' },
  added: { zh: '模板已更新', en: 'The template is in force' },
});

export const documentKindWords: Readonly<Record<DocumentKind, Message>> = messages({
  'visit-record': { zh: '现场检查（勘察）笔录', en: 'Visit record' },
  'monitoring-record': { zh: '噪声监测记录', en: 'Monitoring record' },
  'photo-sheet': { zh: '现场照片证据', en: 'Photo sheet' },
  'rectification-order': { zh: '责令改正违法行为决定书', en: 'Rectification order' },
  'delivery-receipt': { zh: '送达回证', en: 'Delivery receipt' },
});
