import { BswaFrameReader, encodeFrame, type BswaFrame } from '#domain/meter/bswa-frame.ts';
import type { ByteLine } from '#app/features/measure/meters/byte-line.ts';

const BAUD = 19_200;

/** A BSWA 308 at the other end of a cable. It measures by itself, whatever becomes of the line. */
export class FakeBswa implements ByteLine {
  onbytes: (bytes: Uint8Array) => void = () => undefined;
  onlost: () => void = () => undefined;
  isPluggedIn = true;
  isRunning = false;
  isOctave = false;
  laeqTenths = 583;
  lmaxTenths = 641;
  /** The flag at the end of its data. */
  range = 0;
  /** Of so many answers this one is damaged on the way; 0 for none. */
  damageEvery = 0;
  readonly asked: string[] = [];
  readonly bauds: number[] = [];
  #reader = new BswaFrameReader();
  #isOpen = false;
  #answers = 0;

  async open(baudRate: number): Promise<boolean> {
    this.bauds.push(baudRate);
    this.#isOpen = this.isPluggedIn && baudRate === BAUD;
    return this.isPluggedIn;
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (!this.#isOpen || !this.isPluggedIn) return;
    for (const { text } of this.#reader.push(bytes)) this.#say(this.#answerTo(text));
  }

  async close(): Promise<void> {
    this.#isOpen = false;
  }

  unplug(): void {
    this.isPluggedIn = false;
    this.#isOpen = false;
    this.onlost();
  }

  #answerTo(command: string): BswaFrame {
    this.asked.push(command);
    const answer = (text: string): BswaFrame => ({ id: 1, attribute: 'answer', text });
    const ack: BswaFrame = { id: 1, attribute: 'ack', text: '' };
    const level = (tenths: number) => `0${(tenths / 10).toFixed(1)}`;
    const row = (tenths: number, count: number) =>
      answer([...Array<string>(count).fill(level(tenths)), this.range].join());
    if (command === 'STA1') this.isRunning = true;
    if (command === 'STA0') this.isRunning = false;
    if (command === 'STA1' || command === 'STA0') return ack;
    if (command === 'STA?') return answer(this.isRunning ? '1' : '0');
    if (command.startsWith('DSL0')) return row(575, 12);
    if (command.startsWith('DSL4')) return row(this.lmaxTenths, 12);
    if (command.startsWith('DSL7')) return row(this.laeqTenths, 4);
    if (command.startsWith('DOT') && this.isOctave)
      return answer(['3', ...Array.from({ length: 16 }, (_, at) => level(500 + at)), this.range].join());
    return { id: 1, attribute: 'nak', text: '0001' };
  }

  #say(frame: BswaFrame): void {
    const bytes = encodeFrame(frame);
    this.#answers += 1;
    if (this.damageEvery > 0 && this.#answers % this.damageEvery === 0) bytes[3] = (bytes[3] ?? 0) ^ 0x10;
    // In two pieces, as adapters do.
    this.onbytes(bytes.subarray(0, 3));
    this.onbytes(bytes.subarray(3));
  }
}
