import type { Opened } from '#storage/open-person-store.ts';
import type { PersonStore } from '#storage/person-store.ts';
import type { OpenCopyFiles } from '#storage/second-copy/copy-files.ts';
import type { StoreUnderTest } from '#tests/contract/local-store.contract.ts';
import { append } from '#storage/append.ts';
import { confirmRemoval } from '#storage/apply-page.ts';
import { exclusively } from '#storage/exclusive.ts';
import { EngineStore } from '#storage/local-store.ts';
import { openPersonStore } from '#storage/open-person-store.ts';
import { readCase } from '#storage/read-case.ts';
import { blobName } from '#storage/second-copy/copy-names.ts';
import { sealer } from '#storage/sealed.ts';

export async function openReady(person: string, copies?: OpenCopyFiles): Promise<PersonStore> {
  const opened: Opened = await openPersonStore({ person, appVersion: 'test', heads: null, create: true, copies });
  if (opened.state !== 'ready') throw new Error(`opened as ${opened.state}`);
  return opened.store;
}

/** A person nobody used before: every test has its own database. */
export function freshPerson(): string {
  return `u-${crypto.randomUUID()}`;
}

export async function openUnderTest(person = freshPerson()): Promise<StoreUnderTest> {
  const store = await openReady(person);
  return {
    engine: new EngineStore(store),
    append: (entries) => append(store, entries),
    readCase: (id) => readCase(store, id),
    caseIds: () => [...store.index.ids()],
    confirmRemoval: () => confirmRemoval(store),
    async damageBlob(sha256) {
      await store.db.open();
      await store.db.blobBytes.put({
        sha256,
        data: await sealer.sealBytes(new TextEncoder().encode('something else')),
      });
      // In turn with what looks after the copies behind an opening, or it would put back what is taken away here.
      await exclusively(`jiban-copy-${person}`, async () => store.copy?.remove([blobName(sha256)]));
    },
    async reopen() {
      store.db.close();
      return openUnderTest(person);
    },
  };
}
