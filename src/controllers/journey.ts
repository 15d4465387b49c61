/** By which a reader shows that the page is in hand. */
const INPUTS = ['wheel', 'touchstart', 'touchmove', 'pointerdown', 'keydown'];

/** Milliseconds for which a page settles. */
const SETTLING = 500;

let latest: Journey | undefined;

/**
 * A reader's way to a story, from the click or the step back on. It is over when there is another; and as soon as the
 * reader goes on by hand, the page is left as it is: what comes late must not take it away.
 */
export class Journey {
  isInHand = false;

  constructor() {
    latest?.end();
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the one that ends when there is another
    latest = this;
    for (const name of INPUTS) addEventListener(name, this.#handleInput, true);
  }

  get isOver(): boolean {
    return latest !== this;
  }

  end(): void {
    if (latest === this) latest = undefined;
    for (const name of INPUTS) removeEventListener(name, this.#handleInput, true);
  }

  /**
   * Scrolls now, and again for as long as the page settles: pictures come, and browsers end their own scrolling, restore
   * and anchor it when they get to it.
   */
  async hold(scroll: () => void): Promise<void> {
    for (const end = performance.now() + SETTLING; performance.now() < end;) {
      if (this.isOver || this.isInHand) return;
      scroll();
      await new Promise(requestAnimationFrame);
    }
  }

  readonly #handleInput = (): void => {
    this.isInHand = true;
  };
}

/** Ends what is under way: something else has led the reader on. */
export function endJourney(): void {
  latest?.end();
}
