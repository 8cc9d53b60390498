/** Opens a data directory and kills itself before the n-th SQL statement: `node migrating-process.ts DIR N`. Prints how many there were. */
import { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '#server/db/sqlite/open-database.ts';

const [dataDir = '', killAt = '0'] = process.argv.slice(2);
let statements = 0;
// eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
const { prepare } = DatabaseSync.prototype;
DatabaseSync.prototype.prepare = function counted(this: DatabaseSync, ...args: Parameters<typeof prepare>) {
  statements += 1;
  if (statements === Number(killAt)) process.kill(process.pid, 'SIGKILL');
  return prepare.apply(this, args);
};
const { close } = await openDatabase(dataDir);
console.log(statements);
await close();
