import {
  BSWA_COMMANDS,
  equivalentAnswer,
  isRunningAnswer,
  levelAnswer,
  maximumAnswer,
  octavesAnswer,
  statisticsAnswer,
  type RangedLevel,
} from '#domain/meter/bswa-answers.ts';
import { BswaFrameReader, encodeFrame, type BswaFrame } from '#domain/meter/bswa-frame.ts';
import type { ByteLine } from './byte-line.ts';
import { good, trouble, type LiveLevel, type MeterAnswer, type MeterDriver, type MeterResult } from './meter-driver.ts';

const BAUD_RATES = [9600, 19_200, 4800] as const;
const METER_ID = 1;
const PATIENCE_MS = 700;
const TRIES = 2;

/** BSWA 308/309 (METER-1 to METER-3). Every value is asked for; the meter sends nothing by itself. */
export class BswaMeter implements MeterDriver {
  readonly way = 'serial';
  readonly info = { model: 'BSWA 308/309' };
  readonly #findLine: (mayAsk: boolean) => Promise<ByteLine | null>;
  #line: ByteLine | null = null;
  #reader = new BswaFrameReader();
  #answer: ((frame: BswaFrame | null) => void) | null = null;
  /** One question at a time: an answer does not say what it answers. */
  #last: Promise<unknown> = Promise.resolve();
  #said: string[] = [];

  constructor(findLine: (mayAsk: boolean) => Promise<ByteLine | null>) {
    this.#findLine = findLine;
  }

  async connect(mayAsk: boolean) {
    await this.disconnect();
    const line = await this.#findLine(mayAsk);
    if (!line) return trouble('not-chosen');
    line.onbytes = (bytes) => this.#take(bytes);
    line.onlost = () => this.#lost();
    for (const baudRate of BAUD_RATES) {
      if (!(await line.open(baudRate))) continue;
      this.#line = line;
      this.#reader = new BswaFrameReader();
      if ((await this.#ask(BSWA_COMMANDS.state))?.attribute === 'answer') return good(this.info);
      await this.disconnect();
    }
    return trouble('no-answer');
  }

  async start(): Promise<MeterAnswer<number>> {
    this.#said = [];
    // A measurement somebody left running would be counted in.
    await this.#command(BSWA_COMMANDS.stop);
    const started = await this.#command(BSWA_COMMANDS.start);
    if (!started.ok) return started;
    const now = Date.now();
    this.#said.push(`# started ${new Date(now).toISOString()}`);
    return good(now);
  }

  resume(startedAtMs: number): void {
    this.#said = [`# begun ${new Date(startedAtMs).toISOString()}, read again after an interruption`];
  }

  async level(): Promise<MeterAnswer<LiveLevel>> {
    const now = await this.#read(BSWA_COMMANDS.levels, levelAnswer);
    if (!now.ok) return now;
    const laeq = await this.#read(BSWA_COMMANDS.equivalents, equivalentAnswer);
    const lmax = await this.#read(BSWA_COMMANDS.maxima, maximumAnswer);
    const running = await this.#read(BSWA_COMMANDS.state, isRunningAnswer);
    // Its own integration time is shorter than the one asked for here.
    if (running.ok && !running.value) return trouble('stopped-early');
    return good({
      levelTenths: now.value.tenths,
      laeqTenths: laeq.ok ? laeq.value.tenths : null,
      lmaxTenths: lmax.ok ? lmax.value.tenths : null,
      range: laeq.ok && laeq.value.range !== 'normal' ? laeq.value.range : now.value.range,
    });
  }

  stop(): Promise<MeterAnswer<null>> {
    return this.#command(BSWA_COMMANDS.stop);
  }

  async result(): Promise<MeterAnswer<MeterResult>> {
    const laeq = await this.#read(BSWA_COMMANDS.equivalents, equivalentAnswer);
    if (!laeq.ok) return laeq;
    const lmax = await this.#read(BSWA_COMMANDS.maxima, maximumAnswer);
    // Kept in the transcript; the app needs none of them to judge.
    await this.#read(BSWA_COMMANDS.statistics, statisticsAnswer);
    const octaves = await this.#read(BSWA_COMMANDS.octaves, octavesAnswer);
    const outside = outsideOf([laeq, lmax].flatMap((answer) => (answer.ok ? [answer.value] : [])));
    if (outside) return trouble(outside);
    return good({
      laeqTenths: laeq.value.tenths,
      lmaxTenths: lmax.ok ? lmax.value.tenths : null,
      bands: octaves.ok && octaves.value.range === 'normal' ? octaves.value.bands : null,
      transcript: this.#said.join('\n'),
    });
  }

  async disconnect(): Promise<void> {
    const line = this.#line;
    this.#line = null;
    await line?.close();
  }

  async #command(command: string): Promise<MeterAnswer<null>> {
    const frame = await this.#ask(command);
    if (!frame) return trouble(this.#line ? 'no-answer' : 'lost');
    return frame.attribute === 'ack' ? good(null) : trouble('refused');
  }

  async #read<T>(command: string, parse: (text: string) => T | null): Promise<MeterAnswer<T>> {
    const frame = await this.#ask(command);
    if (!frame) return trouble(this.#line ? 'no-answer' : 'lost');
    if (frame.attribute !== 'answer') return trouble('refused');
    const value = parse(frame.text);
    return value === null ? trouble('garbled') : good(value);
  }

  /** Null when the meter does not answer, also not the second time. */
  #ask(command: string): Promise<BswaFrame | null> {
    const asked = this.#last.then(async () => {
      for (let attempt = 0; attempt < TRIES && this.#line; attempt += 1) {
        const frame = await this.#askOnce(this.#line, command);
        if (frame) return frame;
      }
      return null;
    });
    this.#last = asked;
    return asked;
  }

  async #askOnce(line: ByteLine, command: string): Promise<BswaFrame | null> {
    const answered = new Promise<BswaFrame | null>((resolve) => {
      const timer = setTimeout(() => this.#answer?.(null), PATIENCE_MS);
      this.#answer = (frame) => {
        clearTimeout(timer);
        this.#answer = null;
        resolve(frame);
      };
    });
    await line.write(encodeFrame({ id: METER_ID, attribute: 'command', text: command }));
    const frame = await answered;
    if (frame) this.#said.push(`${command}\t${frame.attribute}\t${frame.text}`);
    return frame;
  }

  #take(bytes: Uint8Array): void {
    for (const frame of this.#reader.push(bytes)) this.#answer?.(frame);
  }

  #lost(): void {
    this.#line = null;
    this.#answer?.(null);
  }
}

/** Over or under the range at any time of the measurement: the value is no value. */
function outsideOf(levels: readonly RangedLevel[]): 'overload' | 'under-range' | null {
  const ranges = levels.map(({ range }) => range);
  if (ranges.some((range) => range === 'overload' || range === 'was-overloaded')) return 'overload';
  return ranges.some((range) => range === 'under-range' || range === 'was-under-range') ? 'under-range' : null;
}
