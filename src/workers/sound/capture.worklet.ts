/** A twenty-third of a second: few messages, and no delay anybody sees. */
const BLOCK = 2048;

/** On the audio thread: gathers samples into blocks and hands them to the worker's port, which it is given by its first message. */
class Capture extends AudioWorkletProcessor {
  #worker: MessagePort | null = null;
  #block = new Float32Array(BLOCK);
  #filled = 0;
  readonly #spare: Float32Array<ArrayBuffer>[] = [];

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<MessagePort>) => {
      this.#worker = data;
      data.onmessage = (back: MessageEvent<Float32Array<ArrayBuffer>>) => void this.#spare.push(back.data);
    };
  }

  process([input]: Float32Array[][]): boolean {
    const channel = input?.[0];
    if (channel) this.#gather(channel);
    return true;
  }

  /** `channel` has 128 samples, which divide a block. */
  #gather(channel: Float32Array): void {
    this.#block.set(channel, this.#filled);
    this.#filled += channel.length;
    if (this.#filled < BLOCK) return;
    this.#worker?.postMessage(this.#block, [this.#block.buffer]);
    this.#block = this.#spare.pop() ?? new Float32Array(BLOCK);
    this.#filled = 0;
  }
}

registerProcessor('capture', Capture);
