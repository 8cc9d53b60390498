/** Compiles the shipped forms (`src/domain/checklist/sources`) into what phones run. A test fails when this has been forgotten. */
import { writeFileSync } from 'node:fs';
import { compileChecklist } from '../src/domain/checklist/compile-checklist.ts';
import { SOURCES } from '../src/domain/checklist/sources/all-sources.ts';

const TARGET = 'src/domain/checklist/shipped.json';

const compiled = SOURCES.map((source) => {
  const outcome = compileChecklist(source);
  if (!outcome.ok) throw new Error(`a shipped form does not compile: ${JSON.stringify(outcome.problems)}`);
  return outcome.checklist;
});

// One form a line: what a change of the compiler does is seen form by form.
writeFileSync(TARGET, `[\n${compiled.map((form) => JSON.stringify(form)).join(',\n')}\n]\n`);
console.log(`${TARGET}: ${compiled.map(({ id, version }) => `${id} ${version}`).join(', ')}`);
