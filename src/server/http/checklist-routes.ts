import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { AppEnv, Services } from './context.ts';
import { atMost } from './validated.ts';
import { compileFile, MAX_FORM_BYTES } from '../checklists/compile-file.ts';
import { currentReference } from '../reference/references.ts';
import { permit } from './authenticate.ts';
import { refuse } from './refuse.ts';
import { writeForm } from '../checklists/write-form.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Between Excel and the forms in force (docs/spec/checklist.md). Publishing goes by the reference documents. */
export function checklistRoutes({ db, log }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const tags = ['reference'];

  app.post(
    '/api/checklists/compile',
    describeRoute({ summary: 'What an Excel form compiles to, or what is wrong with it, cell by cell', tags }),
    permit('reference.edit'),
    atMost(MAX_FORM_BYTES),
    async (c) => {
      const compiled = await compileFile(new Uint8Array(await c.req.arrayBuffer()));
      if ('refusal' in compiled) return c.json(compiled, 422);
      log.info({ problems: 'problems' in compiled ? compiled.problems.length : 0 }, 'checklist compiled');
      return c.json(compiled);
    },
  );

  app.get(
    '/api/checklists/:id/workbook',
    describeRoute({ summary: 'A form in force as .xlsx, to be corrected or to begin another with', tags }),
    permit('reference.edit'),
    async (c) => {
      const { body } = await currentReference(db, 'checklists');
      const form = body.checklists.find(({ id }) => id === c.req.param('id'));
      if (!form) return refuse(c, 'not-found');
      // Ids are ASCII: no need of the header's other spelling.
      c.header('content-disposition', `attachment; filename="${form.id}.xlsx"`);
      c.header('content-type', XLSX);
      return c.body(await writeForm(form));
    },
  );

  return app;
}
