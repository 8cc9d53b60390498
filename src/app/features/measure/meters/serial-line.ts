import type { ByteLine } from './byte-line.ts';

/** Not on iPhones, in WebViews, nor in older Firefox: there the meter's file is imported, or its display is typed in. */
export function isSerialHere(): boolean {
  return 'serial' in navigator;
}

/** The port this device was allowed before, without asking; with `mayAsk` the browser shows its list. Null when nobody chose one. */
export async function findPort(mayAsk: boolean): Promise<SerialPort | null> {
  const [known] = await navigator.serial.getPorts();
  if (known || !mayAsk) return known ?? null;
  try {
    return await navigator.serial.requestPort();
  } catch {
    // The list was closed without a choice.
    return null;
  }
}

/** Web Serial as a line of bytes. */
export class SerialLine implements ByteLine {
  onbytes: (bytes: Uint8Array) => void = () => undefined;
  onlost: () => void = () => undefined;
  readonly #port: SerialPort;
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  #reading: Promise<void> = Promise.resolve();
  #isClosing = false;

  constructor(port: SerialPort) {
    this.#port = port;
  }

  async open(baudRate: number): Promise<boolean> {
    this.#isClosing = false;
    try {
      await this.#port.open({ baudRate, dataBits: 8, parity: 'none', stopBits: 1 });
    } catch {
      return false;
    }
    this.#reading = this.#readOn();
    return true;
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const writer = this.#port.writable?.getWriter();
    if (!writer) return this.#lost();
    try {
      await writer.write(bytes);
    } catch {
      this.#lost();
    } finally {
      writer.releaseLock();
    }
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#reader?.cancel().catch(() => undefined);
    await this.#reading;
    // A port whose plug was pulled is closed already.
    await this.#port.close().catch(() => undefined);
  }

  /** Framing and parity errors end a stream, not the port: then there is a new one to read from. */
  async #readOn(): Promise<void> {
    while (this.#port.readable && !this.#isClosing) {
      const reader = this.#port.readable.getReader();
      this.#reader = reader;
      try {
        for (;;) {
          const { value, done } = await reader.read();
          if (done) break;
          this.onbytes(value);
        }
        if (!this.#isClosing) break;
      } catch {
        // The next stream, if there is one.
      } finally {
        reader.releaseLock();
      }
    }
    this.#reader = null;
    this.#lost();
  }

  #lost(): void {
    if (!this.#isClosing) this.onlost();
  }
}
