import type { QueueCommand } from '#app/features/queue/queue-keys.ts';

export interface KeyActs {
  readonly move: (step: 1 | -1) => void;
  readonly open: () => void;
  readonly select: (isRange: boolean) => void;
  readonly assign: () => void;
  readonly search: () => void;
  readonly help: () => void;
  readonly leave: () => void;
}

export function act(command: QueueCommand, acts: KeyActs): void {
  switch (command) {
    case 'next':
      return acts.move(1);
    case 'previous':
      return acts.move(-1);
    case 'select':
      return acts.select(false);
    case 'select-range':
      return acts.select(true);
    default:
      return acts[command]();
  }
}
