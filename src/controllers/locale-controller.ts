import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {bare} from './bare.js';
import {messagesFor, type Messages} from '../locale/messages.js';

/** Where no language is set anywhere, readers of a Bulgarian publisher are spoken to in Bulgarian. */
const DEFAULT_LANGUAGE = 'bg';

/**
 * The language an element speaks: the nearest `lang` around it, through shadow roots, else that of the feed.
 *
 * Changes of the element's own `lang` and of the page's are followed. Watching every other ancestor would cost
 * each page more than the rare change is worth; those are read anew when the element is put in again.
 */
export class LocaleController implements ReactiveController {
  /** The language of the feed, for where the page names none. */
  feedLanguage: string | undefined;
  readonly #host: ReactiveControllerHost & HTMLElement;
  #observer: MutationObserver | undefined;
  #pageLanguage: string | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** BCP 47 tag. */
  get language(): string {
    return this.#pageLanguage ?? this.feedLanguage ?? DEFAULT_LANGUAGE;
  }

  get messages(): Messages {
    return messagesFor(this.language);
  }

  hostConnected(): void {
    this.#pageLanguage = nearestLanguage(this.#host);
    this.#observer = new MutationObserver(() => {
      this.#pageLanguage = nearestLanguage(this.#host);
      this.#host.requestUpdate();
    });
    for (const element of [this.#host, document.documentElement]) {
      this.#observer.observe(element, bare({attributeFilter: ['lang']}));
    }
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }
}

/** The nearest `lang` that names a language; an invalid one is passed over as if it were not there. */
function nearestLanguage(host: Element): string | undefined {
  for (let element: Element | null = host; element; element = parentOf(element)) {
    try {
      const [language] = Intl.getCanonicalLocales(element.getAttribute('lang') ?? []);
      if (language) return language;
    } catch {
      // Not a language tag.
    }
  }
  return undefined;
}

/** The parent, and of a shadow root's child the host. */
function parentOf(element: Element): Element | null {
  const root = element.parentNode;
  return root instanceof ShadowRoot ? root.host : element.parentElement;
}
