import type { Page } from 'playwright';

/**
 * A BSWA 308 on `navigator.serial`, which headless Chromium has no port for. It lives in localStorage, so that it goes on measuring while the
 * page is dead, as a real one does: louder at its first, third, … start, the background in between.
 */
export async function plugInMeter(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const BAUD = 9600;
    const memory = {
      get: (key: string): string => localStorage.getItem(`fake-meter.${key}`) ?? '',
      set: (key: string, value: string) => localStorage.setItem(`fake-meter.${key}`, value),
    };
    const level = (tenths: number): string => (tenths / 10).toFixed(1).padStart(5, '0');
    const row = (tenths: number, count: number): string => [...Array<string>(count).fill(level(tenths)), '0'].join(',');
    const answerTo = (command: string): readonly [number, string] => {
      const starts = Number(memory.get('starts'));
      if (command === 'STA1') memory.set('starts', String(starts + 1));
      if (/^STA[01]$/.test(command)) {
        memory.set('running', command.slice(3));
        return [0x06, ''];
      }
      const laeq = starts % 2 === 1 ? 583 : 478;
      if (command === 'STA?') return [0x41, memory.get('running') || '0'];
      if (command.startsWith('DSL0')) return [0x41, row(laeq - 4, 12)];
      if (command.startsWith('DSL4')) return [0x41, row(laeq + 31, 12)];
      return command.startsWith('DSL7') ? [0x41, row(laeq, 4)] : [0x15, '0001'];
    };
    const frame = (attribute: number, text: string): Uint8Array => {
      const head = [2, 1, attribute, ...Array.from(text, (char) => char.charCodeAt(0)), 3];
      return Uint8Array.from([...head, head.reduce((check, byte) => check ^ byte, 0), 13, 10]);
    };
    const makePort = (): object => {
      const port: Record<string, unknown> = { readable: null, writable: null };
      port['open'] = async ({ baudRate }: { baudRate: number }) => {
        let wire: ReadableStreamDefaultController<Uint8Array> | null = null;
        port['readable'] = new ReadableStream<Uint8Array>({ start: (controller) => void (wire = controller) });
        port['writable'] = new WritableStream<Uint8Array>({
          write: (bytes) => {
            if (baudRate !== BAUD) return;
            const [attribute, text] = answerTo(String.fromCharCode(...bytes.subarray(3, -4)));
            wire?.enqueue(frame(attribute, text));
          },
        });
      };
      port['close'] = async () => Object.assign(port, { readable: null, writable: null });
      return port;
    };
    const port = makePort();
    const serial = {
      getPorts: async () => (memory.get('granted') ? [port] : []),
      requestPort: async () => {
        memory.set('granted', 'yes');
        return port;
      },
    };
    Object.defineProperty(navigator, 'serial', { value: serial, configurable: true });
  });
}
