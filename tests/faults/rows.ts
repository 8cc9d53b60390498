import { DEVICE_ROWS } from './device-rows.ts';
import type { FaultRow } from './row.ts';
import { SERVER_ROWS } from './server-rows.ts';
import { SYNC_ROWS } from './sync-rows.ts';
import { WORKFLOW_ROWS } from './workflow-rows.ts';

export const FAULT_SECTIONS: readonly { readonly title: string; readonly rows: readonly FaultRow[] }[] = [
  { title: 'Recording and the device’s store', rows: DEVICE_ROWS },
  { title: 'On the way', rows: SYNC_ROWS },
  { title: 'The server', rows: SERVER_ROWS },
  { title: 'People at work at the same time', rows: WORKFLOW_ROWS },
];

/** Rows that no test can make happen here, each with its reason. A row in neither list nor test fails the check. */
export const NOT_TESTED: Readonly<Record<number, string>> = {
  14: 'No disk that loses what it was told to keep can be made on a test machine. A torn log (row 7) and a killed browser (row 13) stand in.',
  69: 'There is no PostgreSQL store in this version.',
  77: 'There are no monthly figures in this version.',
};

/** What the tests of a row do not reach. */
export const LIMITS: Readonly<Record<number, string>> = {
  9: 'Safari’s failure is imitated in Chromium; there is no WebKit here.',
  43: 'The API is taken away in Chromium; there is no WebKit or Firefox here.',
  48: 'Kept in a store of its own, not encrypted: there is no encryption at rest yet.',
  49: 'Kept in a store of its own, not encrypted: there is no encryption at rest yet.',
  57: 'What lies on the lost phone is protected by the phone’s own lock alone: there is no encryption at rest yet.',
  79: 'There is no escalation yet: the office dispatches to somebody else instead.',
  80: 'There is no personal taking of a case by a leader yet: two leaders dispatch instead.',
};
