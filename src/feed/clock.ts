/** Where time comes from. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Runs a task after so many milliseconds; the answer cancels it. */
  readonly after: (task: () => void, milliseconds: number) => () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(task, milliseconds) {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
};
