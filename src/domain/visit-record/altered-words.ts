/** A run of words of an altered statement. */
export interface Piece {
  readonly kind: 'kept' | 'struck' | 'added';
  readonly text: string;
}

/** The words that differ, struck and added where they stand; by whole characters, so that no rare one is cut in two. */
export function piecesOf(before: string, after: string): readonly Piece[] {
  const [old, now] = [[...before], [...after]];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const cut = (characters: readonly string[]) => characters.slice(head, characters.length - tail).join('');
  const pieces: readonly Piece[] = [
    { kind: 'kept', text: old.slice(0, head).join('') },
    { kind: 'struck', text: cut(old) },
    { kind: 'added', text: cut(now) },
    { kind: 'kept', text: old.slice(old.length - tail).join('') },
  ];
  return pieces.filter(({ text }) => text !== '');
}
