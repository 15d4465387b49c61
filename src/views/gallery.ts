import {html, nothing, type TemplateResult} from 'lit';
import {focusStill} from '../controllers/still.js';
import {fill} from '../locale/formats.js';
import {galleryStyles} from '../styles/gallery.js';
import {labelsOf, listener} from './parts.js';
import type {ViewHost} from './view.js';

interface OpenPicture {
  readonly src: string;
  readonly srcset: string;
  readonly alt: string;
  readonly caption: string;
  readonly language: string | undefined;
}

/** The pictures of a story's body in a dialog, one at a time, as large as there is room. */
export class Gallery {
  readonly #host: ViewHost;
  #pictures: readonly OpenPicture[] = [];
  #index = 0;
  /** The pictures that have been near: they stay. */
  #near = new Set<number>();
  /** What was chosen to open it: there the reader goes on. */
  #opener: HTMLAnchorElement | undefined;

  constructor(host: ViewHost) {
    this.#host = host;
    host.shadowRoot!.adoptedStyleSheets.push(galleryStyles.styleSheet!);
  }

  /** Opens the picture in a link, among all of its body. */
  async open(link: HTMLAnchorElement): Promise<void> {
    const links = [...link.closest('.body')!.querySelectorAll<HTMLAnchorElement>('a.zoom')];
    this.#opener = link;
    this.#pictures = links.map(pictureIn);
    this.#near = new Set();
    this.#goTo(links.indexOf(link));
    await this.#host.updateComplete;
    this.#dialog?.showModal();
    this.#scroll();
  }

  close(): void {
    this.#dialog?.close();
  }

  render(): unknown {
    const {length} = this.#pictures;
    if (!length) return nothing;
    const labels = labelsOf(this.#host);
    const position = fill(labels.picture, String(this.#index + 1), String(length));
    const {alt, caption, language} = this.#pictures[this.#index]!;
    // For ears: what is to be seen, where nothing below it says so.
    const words = html`<span class="unseen" lang=${language ?? nothing}>${caption ? '' : alt}</span>`;
    return html`
      <dialog
        class="gallery"
        aria-labelledby="position"
        @close=${listener(this.#handleClose)}
        @click=${listener(this.#handleClick)}
        @keydown=${listener(this.#handleKey)}
      >
        <div
          class="strip"
          tabindex="0"
          autofocus
          role="group"
          aria-labelledby="position"
          @scroll=${listener(this.#handleScroll)}
        >
          ${this.#pictures.map((picture, index) => this.#renderPicture(picture, index))}
        </div>
        <div class="bar">
          ${this.#renderButton(labels.previous, '‹', this.#index - 1)}
          <p id="position" role="status">${position} ${words}</p>
          ${this.#renderButton(labels.next, '›', this.#index + 1)}
          <button
            type="button"
            class="close"
            aria-label=${labels.close}
            @click=${listener(() => this.close())}
          >
            ×
          </button>
        </div>
      </dialog>
    `;
  }

  #renderPicture({src, srcset, alt, caption, language}: OpenPicture, index: number): TemplateResult {
    const isNear = this.#near.has(index);
    return html`
      <figure aria-hidden=${index === this.#index ? nothing : 'true'} lang=${language ?? nothing}>
        <img
          referrerpolicy="no-referrer"
          decoding="async"
          alt=${alt}
          sizes=${srcset ? '100vw' : nothing}
          srcset=${(isNear && srcset) || nothing}
          src=${isNear ? src : nothing}
        />
        ${caption ? html`<figcaption dir="auto">${caption}</figcaption>` : nothing}
      </figure>
    `;
  }

  /** At an end its button stays, and does nothing: one that goes takes the focus with it. */
  #renderButton(label: string, sign: string, target: number): TemplateResult {
    const isEnd = !this.#pictures[target];
    return html`<button
      type="button"
      aria-label=${label}
      aria-disabled=${isEnd ? 'true' : nothing}
      @click=${listener(() => this.#show(target))}
    >
      ${sign}
    </button>`;
  }

  /** At once: a row of pictures that flies by helps nobody, and disturbs some. A finger has its own motion. */
  #show(index: number): void {
    if (!this.#pictures[index]) return;
    this.#goTo(index);
    this.#scroll();
  }

  #goTo(index: number): void {
    this.#index = index;
    for (const near of [index - 1, index, index + 1]) this.#near.add(near);
    this.#host.requestUpdate();
  }

  #scroll(): void {
    const strip = this.#strip;
    if (strip) strip.scrollLeft = this.#index * strip.clientWidth;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.shadowRoot!.querySelector('dialog.gallery');
  }

  get #strip(): Element | null | undefined {
    return this.#dialog?.querySelector('.strip');
  }

  readonly #handleScroll = (): void => {
    const {scrollLeft, clientWidth} = this.#strip!;
    const index = Math.round(scrollLeft / clientWidth);
    if (index !== this.#index && this.#pictures[index]) this.#goTo(index);
  };

  readonly #handleKey = (event: Event): void => {
    const {key, altKey, ctrlKey, metaKey, shiftKey} = event as KeyboardEvent;
    const targets = new Map([
      ['ArrowLeft', this.#index - 1],
      ['ArrowRight', this.#index + 1],
      ['Home', 0],
      ['End', this.#pictures.length - 1],
    ]);
    const target = targets.get(key);
    if (target === undefined || altKey || ctrlKey || metaKey || shiftKey) return;
    event.preventDefault();
    this.#show(target);
  };

  /** Beside the picture and its words. */
  readonly #handleClick = ({target}: Event): void => {
    if ((target as Element).matches('dialog, .strip, figure')) this.close();
  };

  readonly #handleClose = (): void => {
    this.#pictures = [];
    this.#host.requestUpdate();
    if (this.#opener) focusStill(this.#opener);
    this.#opener = undefined;
  };
}

function pictureIn(link: HTMLAnchorElement): OpenPicture {
  const {href} = link;
  const image = link.querySelector('img')!;
  const caption = image.closest('figure')?.querySelector('figcaption')?.textContent.trim() ?? '';
  const language = image.closest('[lang]:not([aria-label])')?.getAttribute('lang') ?? undefined;
  // The sizes are those of the file that is linked to, or of another.
  const srcset = image.srcset.includes(href) ? image.srcset : '';
  return {src: href, srcset, alt: image.alt, caption, language};
}
