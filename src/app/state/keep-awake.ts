/** The phone does not fall asleep until the answer is called. Where it cannot be kept awake, work goes on all the same. */
export function keepAwake(): () => void {
  if (!('wakeLock' in navigator)) return () => undefined;
  const lock = navigator.wakeLock.request('screen').catch(() => null);
  return () => void lock.then((held) => held?.release());
}
