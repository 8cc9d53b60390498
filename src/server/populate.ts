import type { Config } from './config.ts';
import type { SeedDeps } from './demo-seed.ts';
import { addPeople, addUnits } from './auth/people.ts';
import { hashPassword } from './auth/password.ts';
import { seedDemo } from './demo-seed.ts';

/** The server cannot start as it was set up; the message says what to change. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** Gives an empty database its first people: the demo's, or one admin. Answers whether this is a demo. */
export async function populate(
  deps: SeedDeps,
  options: Pick<Config, 'demo' | 'isProduction' | 'adminPassword' | 'dataDir'>,
): Promise<boolean> {
  const { db } = deps;
  const anyone = await db.selectFrom('person').select('id').limit(1).executeTakeFirst();
  if (anyone) {
    const isDemo =
      (await db.selectFrom('meta').select('value').where('name', '=', 'demo').executeTakeFirst()) !== undefined;
    if (isDemo && options.isProduction) {
      throw new SetupError(
        `${options.dataDir} holds the demo, whose passwords everybody knows. Set DATA_DIR to another directory for production.`,
      );
    }
    if (!isDemo && options.demo) {
      throw new SetupError(
        `${options.dataDir} holds real data. The demo needs a directory of its own: set DATA_DIR, or leave DEMO out.`,
      );
    }
    return isDemo;
  }
  if (options.demo ?? !options.isProduction) {
    await seedDemo(deps);
    return true;
  }
  if (options.adminPassword === null) {
    throw new SetupError(
      'The database is empty. Set ADMIN_PASSWORD (12 characters or more) for the first start; the account is “admin”.',
    );
  }
  const unit = { id: 'it', name: '信息中心', kind: 'office' } as const;
  await addUnits(db, [unit]);
  const passwordHash = await hashPassword(options.adminPassword);
  await addPeople(db, [
    { id: 'u-admin', name: '管理员', role: 'admin', unit: unit.id, account: 'admin', passwordHash },
  ]);
  return false;
}
