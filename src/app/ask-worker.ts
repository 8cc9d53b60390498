/** One question to the service worker; null when it does not answer in time. */
export async function askWorker<T>(worker: ServiceWorker, question: object, patienceMs: number): Promise<T | null> {
  const channel = new MessageChannel();
  const answered = new Promise<T | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), patienceMs);
    channel.port1.onmessage = (event: MessageEvent<T>) => {
      clearTimeout(timer);
      resolve(event.data);
    };
  });
  worker.postMessage(question, [channel.port2]);
  return answered;
}
