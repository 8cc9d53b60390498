import captureUrl from '../../../workers/sound/capture.worklet.ts?worker&url';
import type { Processing } from '#domain/sound/processing.ts';
import { stillProcessed } from '#domain/sound/processing.ts';
import { METER_RATES_HZ } from '#domain/sound/sound-meter.ts';

/** An open microphone whose samples come out of a port. */
export interface Microphone {
  readonly context: AudioContext;
  readonly track: MediaStreamTrack;
  readonly rateHz: number;
  /** Blocks of samples, for the worker. */
  readonly blocks: MessagePort;
  /** As the system calls it; '' when it does not say. */
  readonly label: string;
  /** What the phone says it does to the sound all the same, or does not say whether it does. */
  readonly processed: readonly Processing[];
  close(): Promise<void>;
}

/**
 * Asks for the microphone, so it must follow a tap.
 * @throws DOMException as `getUserMedia` and `addModule` do
 */
export async function openMicrophone(): Promise<Microphone> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 },
  });
  const [track] = stream.getAudioTracks();
  if (!track) throw new DOMException('no audio track', 'NotFoundError');
  const context = meterContext();
  try {
    await wakeUp(context);
    await context.audioWorklet.addModule(captureUrl);
  } catch (error) {
    track.stop();
    await context.close();
    throw error;
  }
  const { blocks, source, end } = connect(context, stream);
  return {
    context,
    track,
    rateHz: context.sampleRate,
    blocks,
    label: track.label,
    processed: stillProcessed(track.getSettings()),
    close: async () => {
      source.disconnect();
      end.disconnect();
      track.stop();
      await context.close().catch(() => undefined);
    },
  };
}

const PATIENCE_MS = 500;

/** Browsers that saw no tap of late start a context asleep, and where they refuse to wake it the promise never ends. */
export async function wakeUp(context: AudioContext): Promise<void> {
  if (context.state === 'running') return;
  const woken = context.resume().catch(() => undefined);
  await Promise.race([woken, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}

/** The device's own rate where the signal chain is proven at it, so that nothing is resampled twice. */
function meterContext(): AudioContext {
  const own = new AudioContext();
  if (METER_RATES_HZ.some((rateHz) => rateHz === own.sampleRate)) return own;
  void own.close();
  return new AudioContext({ sampleRate: 48_000 });
}

function connect(context: AudioContext, stream: MediaStream) {
  const source = context.createMediaStreamSource(stream);
  // One channel, not a mixture of two microphones a hand apart.
  const capture = new AudioWorkletNode(context, 'capture', {
    channelCount: 1,
    channelCountMode: 'explicit',
    channelInterpretation: 'discrete',
  });
  const { port1, port2 } = new MessageChannel();
  capture.port.postMessage(port1, [port1]);
  source.connect(capture);
  // It writes nothing: the way to the loudspeaker only keeps it running.
  capture.connect(context.destination);
  return { blocks: port2, source, end: capture };
}
