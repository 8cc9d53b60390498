const NUMBERED = /^(\d+)\.(\d+)\.(\d+)/;

/** Whether `version` is before `other`. Names that are no numbers (a demo's, a test's) are not compared. */
export function isOlderVersion(version: string, other: string): boolean {
  const [own, its] = [NUMBERED.exec(version), NUMBERED.exec(other)];
  if (!own || !its) return false;
  for (const place of [1, 2, 3]) {
    const difference = Number(own[place]) - Number(its[place]);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
