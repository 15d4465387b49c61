import {html, nothing} from 'lit';
import type {Clock} from '../feed/clock.js';
import type {Story} from '../feed/feed.js';
import {labelsOf, listener} from './parts.js';
import {addressOfStory} from './story-address.js';
import type {ViewHost} from './view.js';

/** What the buttons below a story know of its element. */
export interface ActionsHost extends ViewHost {
  readonly clock: Clock;
}

/** Milliseconds for which it is said that the address was copied. */
const SAID_FOR = 5000;

/** The buttons below a story: to pass its address on, and to print it. */
export class StoryActions {
  readonly #host: ActionsHost;
  /** How the last attempt to copy an address ended, and which that was. */
  #copied: {readonly address: string; readonly isRefused: boolean} | undefined;
  #cancel: (() => void) | undefined;

  constructor(host: ActionsHost) {
    this.#host = host;
  }

  /** What the status region says of it. */
  get message(): string {
    return this.#copied && !this.#copied.isRefused ? labelsOf(this.#host).linkCopied : '';
  }

  render(story: Story, title: string): unknown {
    if (story.isProtected) return nothing;
    const address = addressOfStory(this.#host, story);
    return html`
      <div class="actions small">
        ${address ? this.#renderShare(title, address) : nothing}
        <button type="button" part="print" @click=${listener(() => void this.#print(title, address))}>
          ${labelsOf(this.#host).print}
        </button>
      </div>
    `;
  }

  #renderShare(title: string, address: string): unknown {
    const labels = labelsOf(this.#host);
    const copied = this.#copied?.address === address ? this.#copied : undefined;
    if (copied?.isRefused)
      return html`<input type="text" readonly part="share" aria-label=${labels.address} .value=${address} />`;
    return html`
      <button type="button" part="share" @click=${listener(() => void this.#share(title, address))}>
        ${'share' in navigator ? labels.share : labels.copyLink}
      </button>
      ${copied ? html`<span aria-hidden="true">${labels.linkCopied}</span>` : nothing}
    `;
  }

  async #share(title: string, url: string): Promise<void> {
    if ('share' in navigator) {
      try {
        // Without a prototype, which the page may have polluted: texts and files of its own would go with it.
        await navigator.share(Object.assign(Object.create(null) as ShareData, {title, url}));
        return;
      } catch (error) {
        // The reader thought better of it.
        if ((error as Error).name === 'AbortError') return;
      }
    }
    await this.#copy(url);
  }

  async #copy(address: string): Promise<void> {
    const isRefused = !(await isCopied(address));
    this.#cancel?.();
    this.#copied = {address, isRefused};
    this.#host.requestUpdate();
    if (isRefused) {
      await this.#host.updateComplete;
      this.#host.shadowRoot!.querySelector<HTMLInputElement>('.actions input')?.select();
      return;
    }
    this.#cancel = this.#host.clock.after(() => {
      this.#copied = undefined;
      this.#host.requestUpdate();
    }, SAID_FOR);
  }

  /** Where the story cannot be printed alone, the page is. */
  async #print(title: string, address: string | undefined): Promise<void> {
    try {
      const {printStory} = await import('./print-story.js');
      await printStory(this.#host, title, address);
    } catch {
      print();
    }
  }
}

/** Whether the clipboard has taken a text: there is none on pages without https, nor where a page forbids it. */
async function isCopied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
