import {css, html, type TemplateResult} from 'lit';
import {FeedElement} from '../../src/elements/feed-element.js';
import type {View} from '../../src/views/view.js';
import type {TrialStore} from './trial.js';

/** What a document says of its first story, as it came. */
interface Item {
  readonly title: string;
  readonly content_html: string;
  readonly url: string;
  readonly image: string;
}

/** Draws the first story of a document as it came: all that the library must never do. For tests of tests alone. */
class UnsafeView implements View {
  readonly message = '';
  readonly styles = css``;
  readonly #host: UnsafeElement;
  #address = '';
  #body: DocumentFragment | undefined;

  constructor(host: UnsafeElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    // A controller must have at least one of its methods.
  }

  render(): TemplateResult {
    const {src} = this.#host;
    const store: unknown = this.#host.store;
    const document = JSON.parse((store as Pick<TrialStore, 'documents'>).documents.get(src)!) as {
      items: [Item];
    };
    const [{title, content_html, url, image}] = document.items;
    if (src !== this.#address)
      this.#body = globalThis.document.createRange().createContextualFragment(content_html);
    this.#address = src;
    // The same frame as that of a story, so that nothing but the payload is found in it.
    return html`
      <article>
        <div class="title">
          <slot name="heading"
            ><h2 part="title"><bdi .innerHTML=${title}></bdi></h2
          ></slot>
        </div>
        <img
          class="picture"
          part="image"
          loading="lazy"
          decoding="async"
          referrerpolicy="no-referrer"
          alt=""
          src=${image}
        />
        <div class="body" part="body" dir="auto">${this.#body}</div>
        <footer>
          <p class="small"><a part="more" href=${url}>дом</a></p>
        </footer>
      </article>
    `;
  }
}

/** An element that is as careless as can be, by which the checker shows what it finds. */
export class UnsafeElement extends FeedElement {
  protected override async loadView(): Promise<View> {
    return new UnsafeView(this);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'test-unsafe': UnsafeElement;
  }
}

customElements.define('test-unsafe', UnsafeElement);
