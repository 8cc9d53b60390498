import type { Json } from '#domain/kernel/json.ts';
import type { ReferenceName } from '#domain/reference/reference.ts';
import type { Change } from '#domain/reference/changes.ts';
import type { Verification } from '#domain/noise/noise-rules.ts';
import { changesBetween } from '#domain/reference/changes.ts';
import { personName } from '#app/state/people.svelte.ts';
import { t } from '#app/text/locale.svelte.ts';
import { verificationWords } from '#app/text/noise-verdict.ts';
import { conditionWords, fieldWords, referenceText } from '#app/text/reference.ts';

/** What changed between two versions, in lines. Borders of zones are not spelled out: nobody reads a thousand coordinates. */
export function changeLines(name: ReferenceName, before: object, after: object): readonly string[] {
  const [old, now] = [before, after].map((body) => JSON.parse(JSON.stringify(body)) as Json);
  if (old === undefined || now === undefined) return [];
  if (name === 'zones') return zoneLines(before, after);
  return changesBetween(old, now).map(lineOf);
}

function lineOf({ path, before, after }: Change): string {
  const what = path.map(wordOf).join(' · ');
  if (before === undefined) return t(referenceText.added, { what });
  if (after === undefined) return t(referenceText.removed, { what });
  return t(referenceText.changed, { what, from: valueOf(before), to: valueOf(after) });
}

function wordOf(part: string): string {
  const words = fieldWords[part] ?? (conditionWords as Readonly<Record<string, (typeof fieldWords)[string]>>)[part];
  return words ? t(words) : personName(part) || part;
}

function valueOf(value: Json): string {
  if (value === null) return '—';
  if (typeof value === 'object') return JSON.stringify(value);
  const status = verificationWords[value as Verification] as (typeof verificationWords)[Verification] | undefined;
  return status ? t(status) : String(value);
}

function zoneLines(before: object, after: object): readonly string[] {
  const countOf = (map: object) => ('zones' in map && Array.isArray(map.zones) ? map.zones.length : 0);
  const sourceOf = (map: object) => ('source' in map && typeof map.source === 'string' ? map.source : '');
  const count = (map: object) => t(referenceText.zonesCount, { count: countOf(map) });
  return [
    t(referenceText.changed, { what: t(referenceText.zones), from: count(before), to: count(after) }),
    ...(sourceOf(before) === sourceOf(after)
      ? []
      : [
          t(referenceText.changed, {
            what: t(referenceText.zonesSource),
            from: sourceOf(before) || '—',
            to: sourceOf(after) || '—',
          }),
        ]),
  ];
}
