export type QueueCommand =
  'next' | 'previous' | 'open' | 'select' | 'select-range' | 'assign' | 'search' | 'help' | 'leave';

/** What of a KeyboardEvent counts. `target` is asked for its tag only. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  /** True while an input method composes: Enter then belongs to the input method. */
  readonly isComposing: boolean;
  readonly target: EventTarget | null;
}

const COMMANDS: Readonly<Record<string, QueueCommand>> = {
  j: 'next',
  k: 'previous',
  x: 'select',
  X: 'select-range',
  a: 'assign',
  '/': 'search',
  '?': 'help',
};

/** Single letters act only where nobody is typing (WCAG 2.1.4), and never with a modifier that belongs to the browser. */
export function queueCommandOf(press: KeyPress): QueueCommand | null {
  if (press.ctrlKey || press.altKey || press.metaKey || press.isComposing) return null;
  if (press.key === 'Escape') return 'leave';
  if (isTyping(press.target)) return null;
  // On a link or button Enter presses that one; elsewhere it opens the current row.
  if (press.key === 'Enter') return isPressable(press.target) ? null : 'open';
  return COMMANDS[press.key] ?? null;
}

const TEXT_FIELDS = new Set(['INPUT', 'TEXTAREA', 'SELECT']);
const NOT_TEXT = new Set(['checkbox', 'radio', 'button', 'submit', 'file']);

function isTyping(target: EventTarget | null): boolean {
  const element = target as Partial<Pick<HTMLInputElement, 'tagName' | 'type' | 'isContentEditable'>> | null;
  if (!element?.tagName) return false;
  if (element.isContentEditable) return true;
  return TEXT_FIELDS.has(element.tagName) && !(element.tagName === 'INPUT' && NOT_TEXT.has(element.type ?? ''));
}

function isPressable(target: EventTarget | null): boolean {
  const tag = (target as Partial<Element> | null)?.tagName;
  return tag === 'A' || tag === 'BUTTON' || tag === 'SUMMARY' || tag === 'INPUT';
}
