import {html, nothing, type TemplateResult} from 'lit';
import {isPlainClick} from '../controllers/plain-click.js';
import {excerptOf} from '../feed/excerpt.js';
import type {Feed, Picture, Story, Translation} from '../feed/feed.js';
import {addressOfStory} from '../feed/page-address.js';
import {fill, formatsFor, type Formats} from '../locale/formats.js';
import {labelsFor, type Labels, type Plural} from '../locale/labels.js';
import {renderHeading} from './heading.js';
import type {ViewHost} from './view.js';

/**
 * A listener without a prototype: Lit hands it to the browser as its own options too, and what the page may have put
 * on `Object.prototype` (`once`, `signal`) would count as such.
 */
export function listener(handleEvent: (event: Event) => void): EventListenerObject {
  return Object.assign(Object.create(null) as object, {handleEvent});
}

/** What a view says, in the language of its element. */
export function labelsOf({locale}: ViewHost): Labels {
  return labelsFor(locale.language);
}

/** The element's heading, unless the page brings its own. */
export function renderTitle(
  {level}: ViewHost,
  part: string,
  content: unknown,
  language?: string,
): TemplateResult {
  return html`<div class="title">
    <slot name="heading">${renderHeading(level, part, content, language)}</slot>
  </div>`;
}

/** A story's title; where it has no words its date. */
export function renderName(
  {locale}: ViewHost,
  story: Story,
  {title, language}: Translation,
  feed: Feed,
): unknown {
  return html`<bdi lang=${language ?? nothing}>${title || nameWithoutWords(locale, story, feed)}</bdi>`;
}

function nameWithoutWords({language}: ViewHost['locale'], {published}: Story, {timeZone}: Feed): string {
  return published ? formatsFor(language).date(published, timeZone) : labelsFor(language).untitled;
}

/** Where the links to a story lead, `undefined` where it has no address. */
export function hrefOf({storyHref, param}: ViewHost, {id, url}: Story): string | undefined {
  // As a part of a path these would lead elsewhere.
  if (storyHref && /^\.{1,2}$/.test(id)) return undefined;
  if (storyHref) return storyHref.replaceAll('{id}', encodeURIComponent(id));
  return param ? addressOfStory(param, id) : url;
}

/** A link to a story; its content alone where the story has no address. */
export function renderStoryLink(
  host: ViewHost,
  story: Story,
  part: string,
  content: unknown,
  label?: string,
): unknown {
  const href = hrefOf(host, story);
  if (!href) return content;
  const handleClick = (event: Event): void => {
    if (isPlainClick(event) && !host.select(story, href)) event.preventDefault();
  };
  // A link to this page knows its story: its own address may be out of date, where the page has changed that since.
  const own = host.param && !host.storyHref ? story.id : nothing;
  return html`<a
    part=${part}
    href=${href}
    data-story=${own}
    aria-label=${label ?? nothing}
    @click=${listener(handleClick)}
    >${content}</a
  >`;
}

/** A story's date in site time; nothing where it has none. */
export function renderDate({published}: Story, {timeZone}: Feed, format: Formats['date']): unknown {
  return published
    ? html`<time part="date" datetime=${published.toISOString()}>${format(published, timeZone)}</time>`
    : nothing;
}

/** The first words of a story, at most `length` graphemes, in the language they are in. */
export function renderExcerpt(words: Translation, length: number): unknown {
  const excerpt = excerptOf(words, length);
  return excerpt
    ? html`<p part="excerpt" lang=${words.language ?? nothing} dir="auto">${excerpt}</p>`
    : nothing;
}

/** The first words of a story, or why there are none. */
export function renderTeaser(host: ViewHost, story: Story, words: Translation, length: number): unknown {
  return story.isProtected
    ? html`<p class="meta">${labelsOf(host).locked}</p>`
    : renderExcerpt(words, length);
}

const shares = new WeakMap<ViewHost, number>();

/**
 * A picture in the box that `--hhc-image-ratio` gives it; one that does not come leaves no hole.
 * @param widest The width, in CSS, that it has where there is room: by it the browser chooses among the sizes.
 */
export function renderPicture(
  host: ViewHost,
  {src, sizes}: Picture,
  alt: string,
  widest: string,
): TemplateResult {
  const candidates = sizes.map((size) => `${size.src} ${size.width}w`).join(', ');
  // The attributes that say how to ask stand before those that say for what.
  return html`<img
    class="picture"
    part="image"
    loading="lazy"
    decoding="async"
    referrerpolicy="no-referrer"
    alt=${alt}
    sizes=${candidates ? `min(${shareOf(host)}vw, ${widest})` : nothing}
    srcset=${candidates || nothing}
    src=${src}
    @load=${listener(handleAnswer)}
    @error=${listener(handleAnswer)}
  />`;
}

/**
 * How much of the page's width an element has, in hundredths, as it was when it first drew a picture. Sizes that are
 * found out by the browser (`auto`) would be exact, but Chromium 156 keeps such an image, and the element around it,
 * for as long as the page lives.
 */
function shareOf(host: ViewHost): number {
  let share = shares.get(host);
  if (!share) {
    share = Math.min(100, Math.ceil((100 * host.clientWidth) / innerWidth)) || 100;
    shares.set(host, share);
  }
  return share;
}

/** A message with the count in it, in the plural form of its language. */
export function pluralOf({locale}: ViewHost, forms: Plural, count: number, ...values: number[]): string {
  const formats = formatsFor(locale.language);
  const form = (formats.plural(count) === 'one' && forms.one) || forms.other;
  return fill(form, ...[count, ...values].map((value) => formats.number(value)));
}

/** Not by removing it, nor by not displaying it: another picture may come into the same element, lazily. */
function handleAnswer({type, currentTarget}: Event): void {
  (currentTarget as Element).classList.toggle('broken', type === 'error');
}
