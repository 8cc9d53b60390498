import type { CaseState } from '../case/case-state.ts';
import type { Person, Role } from './person.ts';
import { recordsOf } from '../case/case-records.ts';

/** What a person may do apart from writing entries, whose rules are in `decide`. */
export type Permission =
  | 'orders.import'
  | 'callers.read'
  | 'devices.list'
  | 'devices.revoke'
  | 'rescue.import'
  | 'records.erase'
  | 'people.manage'
  | 'reference.edit'
  | 'sync-wall.read'
  | 'metrics.read';

/** Sees every case. */
const EVERYTHING = 'all';

/**
 * The keys a person holds. A person sees a case when one of their keys is among the case's (`accessKeysOf`), and nothing else decides that:
 * sync, reads, blobs and exports all ask `maySeeCase`.
 * An admin holds none: who manages accounts has no business in case files (GB/T 22239-2019 8.1.4.2, separation of duties).
 */
export function keysOf(person: Person): readonly string[] {
  switch (person.role) {
    case 'system':
    case 'supervisor':
    case 'leader':
      return [EVERYTHING];
    case 'inspector':
    case 'township':
      return [`unit:${person.unit}`];
    case 'admin':
      return [];
  }
}

/**
 * The keys that open a case: its assigned unit, and every unit that took part in one of its joint actions. Only accepted ones count: who
 * cannot see a case must not let themselves in by naming themselves in it.
 */
export function accessKeysOf(state: CaseState): readonly string[] {
  const keys = new Set<string>([EVERYTHING]);
  if (state.assignee) keys.add(`unit:${state.assignee.unit}`);
  for (const record of recordsOf(state, 'joint-action')) {
    if (record.verdict.outcome !== 'accepted' || !record.body) continue;
    for (const participant of record.body.participants) keys.add(`unit:${participant.unit}`);
  }
  return [...keys].sort();
}

export function maySeeCase(person: Person, state: CaseState): boolean {
  const keys = accessKeysOf(state);
  return keysOf(person).some((key) => keys.includes(key));
}

const PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  system: ['orders.import'],
  inspector: ['callers.read'],
  township: ['callers.read'],
  supervisor: [
    'orders.import',
    'callers.read',
    'devices.list',
    'devices.revoke',
    'rescue.import',
    'records.erase',
    'reference.edit',
    'sync-wall.read',
    'metrics.read',
  ],
  leader: ['callers.read', 'records.erase', 'devices.list', 'sync-wall.read', 'metrics.read'],
  admin: [
    'devices.list',
    'devices.revoke',
    'rescue.import',
    'people.manage',
    'reference.edit',
    'sync-wall.read',
    'metrics.read',
  ],
};

/** Own devices may always be listed and revoked by their owner; these permissions are about everybody's. */
export function may(person: Person, permission: Permission): boolean {
  return PERMISSIONS[person.role].includes(permission);
}

/**
 * Whose caller identity may be read: of a case the person sees, and for field roles only while their own unit holds it.
 * A joint partner sees the case, never the caller (Ecological Environment Code art. 146).
 */
export function mayReadCaller(person: Person, state: CaseState): boolean {
  if (!may(person, 'callers.read') || !maySeeCase(person, state)) return false;
  if (person.role === 'supervisor' || person.role === 'leader') return true;
  return state.assignee?.unit === person.unit && state.status !== 'closed';
}
