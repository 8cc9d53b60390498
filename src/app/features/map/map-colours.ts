import type { ZoneClass } from '#domain/noise/reading.ts';
import type { DueState } from '#app/features/map/due-state.ts';

/** The theme's colours, read from the page: a canvas cannot use CSS variables. */
export interface MapColours {
  readonly due: Readonly<Record<DueState, string>>;
  readonly ink: string;
  readonly inkSoft: string;
  readonly raised: string;
  readonly land: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly water: string;
  /** Industry, estates, schools. */
  readonly built: string;
  readonly green: string;
  /** Functional zones: quiet ones green, mixed blue, industry amber, traffic red. */
  readonly zones: Readonly<Record<ZoneClass, string>>;
  readonly primary: string;
  readonly me: string;
  readonly font: string;
}

export function readMapColours(host: Element): MapColours {
  const style = getComputedStyle(host);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    due: { overdue: of('--bad-mark'), soon: of('--warn-mark'), open: of('--primary'), closed: of('--ink-faint') },
    ink: of('--ink'),
    inkSoft: of('--ink-soft'),
    raised: of('--raised'),
    land: of('--surface'),
    line: of('--line'),
    lineStrong: of('--line-strong'),
    water: of('--info-soft'),
    built: of('--neutral-soft'),
    green: of('--good-soft'),
    zones: zoneColours(of),
    primary: of('--primary'),
    me: of('--focus'),
    font: style.fontFamily,
  };
}

function zoneColours(of: (name: string) => string): MapColours['zones'] {
  const [quiet, mixed, industry, traffic] = [of('--good-ink'), of('--info-ink'), of('--warn-ink'), of('--bad-ink')];
  return { '0': quiet, '1': quiet, '2': mixed, '3': industry, '4': traffic, '4a': traffic, '4b': traffic };
}
