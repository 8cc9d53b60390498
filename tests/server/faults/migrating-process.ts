/** Opens a data directory and kills itself before the n-th SQL statement: `node migrating-process.ts DIR N`. Prints how many there were. */
import { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '#server/db/sqlite/open-database.ts';

const [dataDir = '', killAt = '0'] = process.argv.slice(2);
let statements = 0;
// eslint-disable-next-line @typescript-eslint/unbound-method -- applied to its own `this`
DatabaseSync.prototype.prepare = new Proxy(DatabaseSync.prototype.prepare, {
  apply(prepare, file: DatabaseSync, args: [string]) {
    statements += 1;
    if (statements === Number(killAt)) process.kill(process.pid, 'SIGKILL');
    return Reflect.apply(prepare, file, args);
  },
});
const opened = await openDatabase(dataDir);
console.log(statements);
await opened.close();
