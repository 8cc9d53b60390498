import type { Message } from '#app/text/messages.ts';

/** What keeps a form from being saved, by field: said in words at the field. Empty when it can be saved. */
export type Problems<Field extends string = string> = { readonly [Name in Field]?: Message | undefined };

/** The given problems without the fields that have none, so that an empty object means: save. */
export function found<Field extends string>(all: Problems<Field>): Problems<Field> {
  return Object.fromEntries(Object.entries(all).filter(([, problem]) => problem !== undefined)) as Problems<Field>;
}

export function isBlank(text: string): boolean {
  return text.trim() === '';
}

export function trimmedOrNone(text: string): string | undefined {
  return isBlank(text) ? undefined : text.trim();
}
