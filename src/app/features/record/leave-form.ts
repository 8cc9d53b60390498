import { hrefOf, type Place } from '#app/state/places.ts';
import { goBack, replaceWith } from '#app/state/router.svelte.ts';

/**
 * Back to the case a form belongs to. Mostly one came from there: then a step back, or the case would stand twice in the history and 返回
 * would seem to do nothing once. Browsers that cannot tell get the case in place of the form.
 */
export function leaveForm(caseId: string): void {
  const place: Place = { name: 'case', caseId };
  if (cameFrom(hrefOf(place))) goBack();
  else replaceWith(place);
}

function cameFrom(hash: string): boolean {
  if (!('navigation' in window)) return false;
  const { currentEntry } = window.navigation;
  const before = window.navigation.entries()[(currentEntry?.index ?? 0) - 1];
  return before?.url?.endsWith(hash) ?? false;
}
