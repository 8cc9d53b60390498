import type { Person } from '#domain/people/person.ts';
import { strToU8, zipSync } from 'fflate';
import { TemplateHandler } from 'easy-template-x';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aVisitRecord, visited } from '#tests/domain/visit-record/scene.ts';
import { ServerScene } from '#tests/server/http/server-scene.ts';
import { fillTemplate, templateFault } from '#server/documents/word-templates.ts';
import { HOSTILE, scene } from './printed.ts';
import { PEOPLE } from '#tests/server/log-scene.ts';
import { placeholdersOf, placeholderValues } from '#server/documents/placeholders.ts';
import { TEMPLATE_KINDS } from '#protocol/documents.ts';
import { wang } from '#tests/domain/case/case-builder.ts';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';

/** A Word document with these paragraphs, as small as Word opens it. */
function docx(paragraphs: readonly string[]): Uint8Array {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`).join('');
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<?xml version="1.0"?><Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `<?xml version="1.0"?><Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(
      `<?xml version="1.0"?><w:document xmlns:w="${W}"><w:body>${body}</w:body></w:document>`,
    ),
  });
}

const TEMPLATE = docx([
  '{机关名称} {文书名称}',
  '被检查单位：{被检查单位}，法定代表人：{法定代表人}',
  '{#条款}{序号}. {内容}{/条款}',
  '{#签名}{角色}：{姓名} {时间}{/签名}',
  '{文本校验码} {记录号}',
]);

const textOf = (bytes: Uint8Array) => new TemplateHandler().getText(Buffer.from(bytes));

describe('Word templates of the bureau', () => {
  it('[REC-26] are filled with the signed words, as text, whatever marks are in them', async () => {
    const made = scene();
    const { id } = made.story.add(wang, 'visit-record', aVisitRecord(made));
    const values = placeholderValues(made.story.state, 'visit-record', id);
    if (!values) throw new Error('no record');
    const text = await textOf(await fillTemplate(TEMPLATE, values));
    for (const words of ['云溪区生态环境局', '川味小馆', '张𫖯', HOSTILE, '检查人员：王芳', id])
      expect(text).toContain(words);
    expect(text).not.toMatch(/[{}]/);
    expect(placeholderValues(made.story.state, 'rectification-order', id)).toBeNull();
  });

  it('[REC-27] a placeholder nobody knows is named; a file that is no Word document is refused', async () => {
    expect(await templateFault('visit-record', TEMPLATE)).toBeNull();
    expect(await templateFault('visit-record', docx(['{被检查单位} {车牌号} {#条款}{条号}{/条款}']))).toEqual({
      unknown: ['车牌号', '条号'],
    });
    expect(await templateFault('visit-record', strToU8('not a zip'))).toBe('not-a-document');
  });

  it('[REC-26] every placeholder that is promised has a value in the data of its kind', () => {
    const made = visited();
    const { id } = made.story.add(wang, 'visit-record', aVisitRecord(made));
    const values = placeholderValues(made.story.state, 'visit-record', id) ?? {};
    const inLoops = ['条款', '签名'].flatMap((loop) => Object.keys((values[loop] as readonly object[])[0] ?? {}));
    const missing = placeholdersOf('visit-record').filter((name) => !(name in values) && !inLoops.includes(name));
    expect(missing).toEqual([]);
    expect(TEMPLATE_KINDS.every((kind) => placeholdersOf(kind).includes('编号'))).toBe(true);
  });

  describe('on the server', () => {
    const server = new ServerScene();
    beforeAll(() => server.start());
    afterAll(() => server.stop());

    const put = (person: Person, bytes: Uint8Array, kind = 'visit-record') =>
      server.fetch(person, `/api/document-templates/${kind}?name=笔录.docx`, {
        method: 'PUT',
        body: new Uint8Array(bytes),
        headers: { 'content-type': 'application/octet-stream' },
      });

    it('[REC-27] a further version is added by who may, and every one stays', async () => {
      expect((await put(PEOPLE.inspector, TEMPLATE)).status).toBe(403);
      expect((await put(PEOPLE.supervisor, TEMPLATE, 'photo-sheet')).status).toBe(404);
      const refused = await put(PEOPLE.supervisor, docx(['{车牌号}']));
      expect([refused.status, await refused.json()]).toEqual([
        422,
        { error: { code: 'template-unusable', params: { unknown: '车牌号' } } },
      ]);
      for (const version of [1, 2]) {
        const added = await put(PEOPLE.supervisor, TEMPLATE);
        expect([added.status, await added.json()]).toMatchObject([201, { kind: 'visit-record', version }]);
      }
      const listed = (await (await server.fetch(PEOPLE.inspector, '/api/document-templates')).json()) as object[];
      expect(listed).toMatchObject([{ version: 2, by: PEOPLE.supervisor.id, fileName: '笔录.docx' }, { version: 1 }]);
      const first = await server.fetch(PEOPLE.inspector, '/api/document-templates/visit-record/1');
      expect(Buffer.from(await first.arrayBuffer()).equals(Buffer.from(TEMPLATE))).toBe(true);
      expect((await server.fetch(PEOPLE.inspector, '/api/document-templates/visit-record/9')).status).toBe(404);
    });
  });
});
