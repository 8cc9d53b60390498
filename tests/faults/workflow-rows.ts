import type { FaultRow } from './row.ts';

export const WORKFLOW_ROWS: readonly FaultRow[] = [
  [78, 'two people correct the same record without a network', 'both values shown; a person chooses, no clock decides'],
  [
    79,
    'a case is closed offline while the office escalates it',
    'observations are kept; the closing is refused with its reason',
  ],
  [80, 'two leaders take the same case', 'the first sequenced holds; the second is told who'],
  [81, 'a repeated complaint joins while the case is being worked on', 'both orders lead to the case; the work stands'],
  [82, 'bureau and township record the same joint visit', 'two records, linked, not made one'],
  [83, 'rules or limits change between recording and sync', 'judged under the version in the verdict, and explained'],
  [84, 'the limit passes while the phone is offline', 'claimed and received time are both shown; a person decides'],
  [85, 'undo, redo and approval arrive in any order', 'only legal states'],
  [86, 'a role is lowered in between', 'judged by the rights at the receipt, and marked'],
];
