import type { Component } from 'svelte';
import type { CaseForm, Place } from '#app/state/places.ts';
import type { IconName } from '#app/ui/icons.ts';
import type { NavItem } from '#app/ui/nav-item.ts';
import { may } from '#domain/people/policy.ts';
import type { Person, Role } from '#domain/people/person.ts';
import { CASE_FORMS, hrefOf } from '#app/state/places.ts';
import type { PlaceName } from '#app/state/places.ts';
import { t } from '#app/text/locale.svelte.ts';
import { shellText } from '#app/text/shell.ts';

/** A screen, and what it is given. Every screen but the first is loaded when it is first gone to; the service worker has it already. */
export interface Screen {
  readonly load: () => Promise<unknown>;
  readonly props: Readonly<Record<string, string | null>>;
  /** Needs the whole phone: no bar below. */
  readonly bare: boolean;
}

type Load = () => Promise<unknown>;

const FORM_VIEWS: Readonly<Record<CaseForm, Load>> = {
  noise: () => import('./views/NoiseView.svelte'),
  checklist: () => import('./views/ChecklistView.svelte'),
  audio: () => import('./views/AudioNoteView.svelte'),
  finding: () => import('./views/FindingView.svelte'),
  joint: () => import('./views/JointActionView.svelte'),
  contact: () => import('./views/ContactView.svelte'),
  return: () => import('./views/ReturnView.svelte'),
  close: () => import('./views/CloseView.svelte'),
  'visit-end': () => import('./views/VisitEndView.svelte'),
  'visit-record': () => import('./views/VisitRecordView.svelte'),
  'rectification-order': () => import('./views/RectificationView.svelte'),
};

const PLAIN_VIEWS = {
  map: () => import('./views/MapView.svelte'),
  sync: () => import('./views/SyncView.svelte'),
  me: () => import('./views/MeView.svelte'),
  reckoning: () => import('./views/ReckoningView.svelte'),
  readiness: () => import('./views/ReadinessView.svelte'),

  import: () => import('./views/office/ImportView.svelte'),
  devices: () => import('./views/office/DevicesView.svelte'),
  'proof-day': () => import('./views/office/ProofDayView.svelte'),
  people: () => import('./views/office/PeopleView.svelte'),
  checklists: () => import('./views/office/ChecklistsView.svelte'),
  reference: () => import('./views/office/ReferenceView.svelte'),
  office: () => import('./views/office/OfficeView.svelte'),
  case: () => import('./views/CaseView.svelte'),
  choose: () => import('./views/ChooseCaseView.svelte'),
  camera: () => import('./views/CameraView.svelte'),
  listen: () => import('./views/ListenView.svelte'),
  correct: () => import('./views/CorrectionView.svelte'),
  paper: () => import('./views/PaperView.svelte'),
} satisfies Partial<Record<PlaceName, Load>>;

/** For the readiness check: every form really loaded, and those named that are not. */
export async function brokenForms(): Promise<readonly CaseForm[]> {
  const outcomes = await Promise.all(
    CASE_FORMS.map((form) =>
      FORM_VIEWS[form]().then(
        () => null,
        () => form,
      ),
    ),
  );
  return outcomes.filter((form) => form !== null);
}

/** One object for all its cases: the queue, its ticks and filters stay while one case after another is opened. */
const OFFICE: Screen = { load: PLAIN_VIEWS.office, props: {}, bare: false };

/** Null for 今日, which is part of the first load. */
export function screenOf(place: Place): Screen | null {
  switch (place.name) {
    case 'today':
      return null;
    case 'office':
      return OFFICE;
    case 'form':
      return { load: FORM_VIEWS[place.form], props: { id: place.caseId }, bare: true };
    case 'camera':
      return { load: PLAIN_VIEWS.camera, props: { id: place.caseId, pair: place.pair ?? null }, bare: true };
    case 'listen':
      return { load: PLAIN_VIEWS.listen, props: { id: place.caseId }, bare: true };
    case 'correct':
      return { load: PLAIN_VIEWS.correct, props: { id: place.caseId, record: place.record }, bare: true };
    case 'paper': {
      const props = { id: place.caseId, record: place.record, act: place.act ?? null };
      return { load: PLAIN_VIEWS.paper, props, bare: true };
    }
    case 'case':
      return { load: PLAIN_VIEWS.case, props: { id: place.caseId }, bare: false };
    case 'choose':
      return { load: PLAIN_VIEWS.choose, props: { capture: place.capture }, bare: false };
    default:
      return { load: PLAIN_VIEWS[place.name], props: {}, bare: false };
  }
}

/** Where somebody's work begins. */
export function homeOf(role: Role): Place {
  if (role === 'supervisor' || role === 'leader') return { name: 'office', caseId: null };
  return role === 'admin' ? { name: 'people' } : { name: 'today' };
}

/** Old links and shortcuts lead to 今日; the office has its queue in that place. */
export function placeFor(place: Place, role: Role): Place {
  return place.name === 'today' ? homeOf(role) : place;
}

type NavName = 'today' | 'map' | 'sync' | 'me' | 'import' | 'devices' | 'people' | 'reference' | 'office';

const NAV_ICONS: Readonly<Record<NavName, IconName>> = {
  today: 'list',
  map: 'map',
  sync: 'sync',
  me: 'person',
  import: 'table',
  devices: 'device',
  people: 'people',
  reference: 'book',
  office: 'queue',
};

function navNames(person: Person): readonly NavName[] {
  if (person.role === 'admin') return ['people', 'reference', 'devices', 'sync', 'me'];
  if (person.role !== 'supervisor' && person.role !== 'leader') return ['today', 'map', 'sync', 'me'];
  return may(person, 'orders.import')
    ? ['office', 'import', 'map', 'reference', 'devices', 'sync', 'me']
    : ['office', 'map', 'reference', 'devices', 'sync', 'me'];
}

/** Places without an entry of their own, and the one they are reached by. */
const ABOVE: Readonly<Partial<Record<PlaceName, NavName>>> = { case: 'today', checklists: 'reference' };

/** `unsent` stands beside 同步: how many wait to be sent. */
export function navFor(person: Person, place: Place, unsent: number): readonly NavItem[] {
  return navNames(person).map((name): NavItem => ({
    href: hrefOf(name === 'office' ? { name, caseId: null } : { name }),
    label: t(shellText[name]),
    icon: NAV_ICONS[name],
    isCurrent: place.name === name || ABOVE[place.name] === name,
    count: name === 'sync' && unsent > 0 ? unsent : undefined,
  }));
}

/** The raised button of who works in the street. */
export function centreFor(person: Person, place: Place): NavItem | undefined {
  if (person.role !== 'inspector' && person.role !== 'township') return undefined;
  return {
    href: hrefOf({ name: 'choose', capture: 'camera' }),
    label: t(shellText.capture),
    icon: 'plus',
    isCurrent: place.name === 'choose',
  };
}

export type LoadedView = Component<Record<string, string | null>>;
