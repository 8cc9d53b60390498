/** Names of questions, groups, lists and choices. Names that every JavaScript object has are refused: answers are kept by name. */
export function isName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name) && !(name in {});
}
