/** Milliseconds of a task. */
const SLICE = 30;

/**
 * Does work that pauses often without holding the page up: in several tasks, none of them long
 * (W3C Long Tasks: from 50 ms on).
 */
export async function inSlices<T>(work: Iterator<unknown, T>): Promise<T> {
  for (let begun = performance.now(); ;) {
    const {done, value} = work.next();
    if (done) return value;
    if (performance.now() - begun < SLICE) continue;
    await nextTask();
    begun = performance.now();
  }
}

/** Timers would be late: nested ones wait for 4 ms, those of hidden pages for a second. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = (): void => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
