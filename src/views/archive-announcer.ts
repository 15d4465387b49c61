import type {FeedErrorCode} from '../feed/feed-error.js';
import type {ViewHost} from './view.js';

/** What the archive says in the status region. */
export class Announcer {
  message = '';
  readonly #host: ViewHost;

  constructor(host: ViewHost) {
    this.#host = host;
  }

  /** Where the region says the same again, it has to be empty in between to be heard. */
  say(message: string): void {
    const isSame = message && message === this.message;
    this.message = isSame ? '' : message;
    this.#host.requestUpdate();
    if (!isSame) return;
    void this.#host.updateComplete.then(() => {
      if (!this.message) this.say(message);
    });
  }

  /** Says why something could not be had; nothing where nobody waits for it any more. */
  tell(error: unknown): FeedErrorCode | undefined {
    if (isAbort(error)) return undefined;
    const code = (error as {code?: FeedErrorCode}).code ?? 'network';
    this.say(this.#host.locale.messages.errors[code]);
    return code;
  }
}

/** Whether nobody waits for it any more. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
