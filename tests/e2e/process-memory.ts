import { readdir, readFile } from 'node:fs/promises';

/**
 * What a browser on this profile really takes, workers, bitmaps and buffers included: the proportional set size of its processes.
 * @returns bytes
 */
export async function memoryOfBrowser(profile: string): Promise<number> {
  const parents = new Map<string, string>();
  let root = '';
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = await read(`/proc/${pid}/stat`);
    // The name in brackets may hold anything, a blank too.
    parents.set(pid, stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '');
    const words = (await read(`/proc/${pid}/cmdline`)).split('\0');
    if (words.includes(`--user-data-dir=${profile}`) && !words.some((word) => word.startsWith('--type='))) root = pid;
  }
  if (root === '') throw new Error('no browser runs on this profile');
  const isOfIt = (pid: string): boolean => pid === root || (parents.has(pid) && isOfIt(parents.get(pid) ?? ''));
  const sizes = await Promise.all([...parents.keys()].filter(isOfIt).map(sizeOf));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function sizeOf(pid: string): Promise<number> {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(await read(`/proc/${pid}/smaps_rollup`))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** '' for a process that has ended meanwhile. */
function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
