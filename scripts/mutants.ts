/** `npm run test:mutants [-- HISTORIES]`: bugs planted on purpose, and the invariant and seed that gave each away. Fails when one survives. */
import { huntAll } from '../tests/simulation/mutants/hunt-all.ts';

const within = Number(process.argv[2] ?? 5_000);
const startedMs = performance.now();
const catches = await huntAll(within);
const width = Math.max(...catches.map(({ name }) => name.length));
for (const { name, seed, by } of catches)
  console.log(
    `${seed === null ? '✗' : '✓'} ${name.padEnd(width)}  ${seed === null ? 'survived' : `${by.padEnd(8)} seed ${String(seed)}`}`,
  );
const killed = catches.filter(({ seed }) => seed !== null).length;
const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
console.log(
  `\n${String(killed)} of ${String(catches.length)} planted bugs killed, within ${String(within)} histories each, ${seconds} s`,
);
process.exitCode = killed === catches.length ? 0 : 1;
