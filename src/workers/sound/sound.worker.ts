import { expose } from 'comlink';
import type { SoundApi } from './contract.ts';
import { Listener } from './listener.ts';

const listener = new Listener();
let port: MessagePort | null = null;

const api: SoundApi = {
  listen(blocks, rateHz) {
    port?.close();
    port = blocks;
    listener.open(rateHz);
    blocks.onmessage = ({ data }: MessageEvent<Float32Array<ArrayBuffer>>) => {
      listener.feed(data);
      // Back to the audio thread, which takes no memory while it runs.
      blocks.postMessage(data, [data.buffer]);
    };
  },
  take: () => listener.take(),
  forget: () => listener.forget(),
};

expose(api);
