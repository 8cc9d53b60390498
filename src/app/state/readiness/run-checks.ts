import type { Person } from '#domain/people/person.ts';
import type { PersonStore } from '#storage/person-store.ts';
import type { Found } from './found.ts';
import { appFilesHost } from './app-files.ts';
import { askServer } from './ask-server.ts';
import { checkApp } from './check-app.ts';
import { checkCases } from './check-cases.ts';
import { clockLine, keyLine, versionLine } from './check-device.ts';
import { checkReference } from './check-reference.ts';
import { cameraLine, checkStorage } from './check-storage.ts';

interface Who {
  readonly person: Person;
  readonly device: string | null;
}

export async function runChecks(store: PersonStore, { person, device }: Who): Promise<Omit<Found, 'at'>> {
  const server = await askServer(device);
  const app = await checkApp(await appFilesHost());
  const cases = await checkCases(store, person);
  const lines = [
    ...cases.lines,
    ...app.lines,
    versionLine(app.files, server),
    ...(await checkReference(server)),
    await keyLine(store, server),
    clockLine(server),
    ...(await checkStorage(store)),
    await cameraLine(),
  ];
  return { lines, files: app.files, cases };
}
