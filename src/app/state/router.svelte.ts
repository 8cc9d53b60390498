import { above, hrefOf, parsePlace, type Place } from './places.ts';

class Router {
  place: Place = $state.raw(parsePlace(typeof location === 'undefined' ? '' : location.hash));
  /** How many steps of this tab's history are ours: 返回 goes back when there are some, else one level up. */
  depth = $state(0);
}

const state = new Router();
export const router: Readonly<Router> = state;

/** Scroll positions by address, so that 返回 finds the list where it was left. */
// eslint-disable-next-line svelte/prefer-svelte-reactivity -- read once after navigation, never shown
const scrolledTo = new Map<string, number>();

export function startRouter(): () => void {
  if ('scrollRestoration' in history) history.scrollRestoration = 'manual';
  let shown = location.hash;
  const follow = () => {
    scrolledTo.set(shown, window.scrollY);
    shown = location.hash;
    state.place = parsePlace(location.hash);
    state.depth = depthOf(history.state) ?? state.depth + 1;
    history.replaceState({ depth: state.depth }, '');
  };
  history.replaceState({ depth: 0 }, '');
  window.addEventListener('hashchange', follow);
  return () => window.removeEventListener('hashchange', follow);
}

export function scrollOf(place: Place): number {
  return scrolledTo.get(hrefOf(place)) ?? 0;
}

export function goTo(place: Place): void {
  location.hash = hrefOf(place);
}

/** In place of the present screen: a form that was saved is no place to come back to. */
export function replaceWith(place: Place): void {
  history.replaceState({ depth: state.depth }, '', hrefOf(place));
  state.place = place;
}

export function goBack(): void {
  if (state.depth > 0) history.back();
  else replaceWith(above(state.place));
}

function depthOf(kept: unknown): number | null {
  return typeof kept === 'object' && kept !== null && 'depth' in kept && typeof kept.depth === 'number'
    ? kept.depth
    : null;
}
