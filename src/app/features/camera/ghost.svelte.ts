const HALF = 50;

/** An earlier photo laid over the viewfinder, so that the next one is taken from the same spot. */
export class Ghost {
  /** Record of the earlier photo; the photos taken while it is set are its pair. */
  pair: string | null = $state(null);
  isShown = $state(true);
  /** 0…100. */
  opacity = $state(HALF);

  constructor(pair: string | null) {
    this.pair = pair;
  }

  choose(pair: string | null): void {
    this.pair = pair;
    this.isShown = true;
  }
}
