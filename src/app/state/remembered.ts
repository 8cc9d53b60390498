/** Small habits of this device that give nobody away (numbers of instruments, units met last): kept beside language and theme. */
const PREFIX = 'jiban.last.';

export function remembered<T>(name: string, fallback: T): T {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? fallback : (JSON.parse(text) as T);
  } catch {
    return fallback;
  }
}

export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Storage may be forbidden: then nothing is remembered, and nothing is lost.
  }
}

/** The newest first, each once. */
export function withLatest(known: readonly string[], added: readonly string[], limit: number): readonly string[] {
  return [...new Set([...added, ...known])].slice(0, limit);
}
