import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Clock} from '../feed/clock.js';

/** Milliseconds for which a story must be in view, all stretches together. */
const READING_TIME = 3000;

/** Often enough that a story many screens tall is noticed when it fills half of one. */
const THRESHOLDS = Array.from({length: 101}, (_, percent) => percent / 100);

export interface ReadControllerOptions {
  /** What the host shows now; `undefined` while it shows nothing. Each value is told once. */
  readonly shown: () => string | undefined;
  readonly onRead: () => void;
  readonly clock: Clock;
}

/** Tells when what a host shows was at least half in view, or filled half the view, for three seconds in all. */
export class ReadController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: ReadControllerOptions;
  readonly #clock: Clock;
  readonly #told = new Set<string>();
  #observer: IntersectionObserver | undefined;
  #shown: string | undefined;
  #isInView = false;
  /** Milliseconds in view before the present stretch. */
  #seen = 0;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: ReadControllerOptions) {
    this.#host = host;
    this.#options = options;
    this.#clock = options.clock;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver(
      (entries) => {
        this.#isInView = isHalfInView(entries.at(-1)!);
        this.#update();
      },
      // @ts-expect-error -- the page may have polluted Object.prototype, and options are read through it
      {__proto__: null, threshold: THRESHOLDS},
    );
    this.#observer.observe(this.#host);
    document.addEventListener('visibilitychange', this.#update);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    document.removeEventListener('visibilitychange', this.#update);
    this.#isInView = false;
    this.#update();
  }

  hostUpdated(): void {
    this.#update();
  }

  readonly #update = (): void => {
    const shown = this.#options.shown();
    if (shown !== this.#shown) {
      this.#stop?.();
      this.#seen = 0;
      this.#shown = shown;
    }
    const isWatched = shown !== undefined && !this.#told.has(shown);
    if (!isWatched || !this.#isInView || document.hidden) this.#stop?.();
    else if (!this.#stop) this.#start(shown);
  };

  #start(shown: string): void {
    const since = this.#clock.now();
    const cancel = this.#clock.after(() => {
      this.#stop?.();
      this.#told.add(shown);
      this.#options.onRead();
    }, READING_TIME - this.#seen);
    this.#stop = () => {
      cancel();
      this.#seen += this.#clock.now() - since;
      this.#stop = undefined;
    };
  }
}

/** A story taller than the view can never be half in it: then it is to fill half the view. */
function isHalfInView({
  intersectionRatio,
  intersectionRect,
  isIntersecting,
  rootBounds,
}: IntersectionObserverEntry): boolean {
  const fillsHalf = !!rootBounds && intersectionRect.height >= rootBounds.height / 2;
  return isIntersecting && (intersectionRatio >= 0.5 || fillsHalf);
}
