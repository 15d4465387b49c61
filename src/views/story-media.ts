import {nothing, type ReactiveController} from 'lit';
import {isPlainClick} from '../controllers/plain-click.js';
import type {Clock} from '../feed/clock.js';
import {fill} from '../locale/formats.js';
import type {Gallery} from './gallery.js';
import {labelsOf} from './parts.js';
import {filmOf} from './story-film.js';
import type {ViewHost} from './view.js';

/** What the pictures and films of a story know of its element. */
export interface MediaHost extends ViewHost {
  readonly clock: Clock;
}

const PICTURE_FILE = /\.(?:avif|gif|jpe?g|png|webp)$/i;
/** CSS pixels. What is smaller is a sign among words, which a reader does not want to see large. */
const SMALL = 64;

/**
 * The pictures of a body, which can be opened large, and the links to films in it, which can be played in their place.
 * All of them are links: a reader who wants a new tab, or whose browser does not get the rest, has them followed.
 */
export class StoryMedia implements ReactiveController {
  readonly #host: MediaHost;
  #gallery: Gallery | undefined;

  constructor(host: MediaHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  /** What is open belongs to the story that was shown. */
  close(): void {
    this.#gallery?.close();
  }

  /** The pictures that are open. */
  render(): unknown {
    return this.#gallery?.render() ?? nothing;
  }

  /** Makes links of the pictures of a body, where there are several, and boxes of its links to films. */
  prepare(body: HTMLElement): void {
    const pictures = new Map([...body.querySelectorAll('img')].flatMap(linkedPictureOf));
    if (pictures.size > 1)
      [...pictures].forEach(([link, image], index) =>
        this.#preparePicture(link, image, [index + 1, pictures.size]),
      );
    for (const link of body.querySelectorAll<HTMLAnchorElement>('p > a[href]:only-child'))
      this.#prepareFilm(link);
  }

  readonly handleClick = (event: Event): void => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a.zoom, .film > a');
    if (!link || event.defaultPrevented || !isPlainClick(event)) return;
    event.preventDefault();
    this.#open(link).catch(() => follow(link));
  };

  async #open(link: HTMLAnchorElement): Promise<void> {
    const film = link.classList.contains('zoom') ? undefined : filmOf(link.href);
    if (film) {
      const {playFilm} = await import('./player.js');
      if (link.isConnected) playFilm(link, film, {clock: this.#host.clock, fail: follow});
    } else {
      const {Gallery} = await import('./gallery.js');
      this.#gallery ??= new Gallery(this.#host);
      if (link.isConnected) await this.#gallery.open(link);
    }
  }

  /** A link that has nothing to say is called by its number, in the element's language. */
  #preparePicture(link: HTMLAnchorElement, image: HTMLImageElement, numbers: readonly number[]): void {
    if (!link.parentNode) {
      const place = image.closest('picture') ?? image;
      place.replaceWith(link);
      link.append(place);
    }
    link.className = 'zoom';
    link.setAttribute('aria-haspopup', 'dialog');
    if (image.alt.trim() || link.textContent.trim()) return;
    link.lang = this.#host.locale.messages.language;
    link.setAttribute('aria-label', fill(labelsOf(this.#host).picture, ...numbers.map(String)));
  }

  /** Only where the paragraph holds nothing else: a link within a sentence belongs to it. */
  #prepareFilm(link: HTMLAnchorElement): void {
    const paragraph = link.parentElement!;
    const film = filmOf(link.href);
    const label = link.textContent.trim();
    if (!film || !label || paragraph.textContent.trim() !== label || link.querySelector('img')) return;
    paragraph.className = 'film';
    const labels = labelsOf(this.#host);
    const {hostname} = new URL(link.href);
    const isBare = /^(?:https?:|www\.)\S+$/.test(label) || label === fill(labels.frame, hostname);
    if (isBare) link.textContent = fill(labels.film, hostname.replace(/^www\./, ''));
  }
}

/** A picture by the link that opens it: the one around it that leads to a picture's file, else one of our own. */
function linkedPictureOf(image: HTMLImageElement): (readonly [HTMLAnchorElement, HTMLImageElement])[] {
  const isSmall = ['width', 'height'].some((name) => Number(image.getAttribute(name) ?? SMALL) < SMALL);
  const around = image.closest('a');
  const isElsewhere = around && !(around.href && PICTURE_FILE.test(around.pathname));
  if (isSmall || isElsewhere || image.closest('summary')) return [];
  if (around) return [[around, image]];
  const link = image.ownerDocument.createElement('a');
  link.href = largestOf(image);
  link.rel = 'noopener nofollow ugc';
  return [[link, image]];
}

/** The address of a picture in the largest of its sizes. */
function largestOf({src, srcset}: HTMLImageElement): string {
  const sizes = [...srcset.matchAll(/(\S+) +(\d+)w(?:,|$)/g)];
  const [largest] = sizes.sort((a, b) => Number(b[2]) - Number(a[2]));
  return largest?.[1] ?? src;
}

/** Where there is nothing better, the link is what it was: a click goes where it leads. */
function follow(link: HTMLAnchorElement): void {
  link.classList.remove('zoom');
  link.removeAttribute('aria-haspopup');
  link.parentElement?.classList.remove('film');
  if (link.isConnected) link.click();
}
