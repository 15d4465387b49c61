import {html, nothing, type TemplateResult} from 'lit';
import {excerptOf} from '../feed/excerpt.js';
import type {Feed, Picture, Story, Translation} from '../feed/feed.js';
import type {Formats} from '../locale/formats.js';

/** A story's date in site time; nothing where it has none. */
export function renderDate({published}: Story, {timeZone}: Feed, format: Formats['date']): unknown {
  return published
    ? html`<time part="date" datetime=${published.toISOString()}>${format(published, timeZone)}</time>`
    : nothing;
}

/** The first words of a story, at most `length` graphemes, in the language they are in. */
export function renderExcerpt(words: Translation, length: number): unknown {
  const excerpt = excerptOf(words, length);
  return excerpt ? html`<p part="excerpt" lang=${words.language ?? nothing} dir="auto">${excerpt}</p>` : nothing;
}

/** A picture in the box that `--hhc-image-ratio` gives it; one that does not come leaves no hole. */
export function renderPicture({src, sizes}: Picture, alt: string): TemplateResult {
  const candidates = sizes.map((size) => `${size.src} ${size.width}w`).join(', ');
  // The attributes that say how to ask stand before those that say for what.
  return html`<img
    class="picture"
    part="image"
    loading="lazy"
    decoding="async"
    referrerpolicy="no-referrer"
    alt=${alt}
    sizes=${candidates ? 'auto, (min-width: 45rem) 45rem, 100vw' : nothing}
    srcset=${candidates || nothing}
    src=${src}
    @load=${handleAnswer}
    @error=${handleAnswer}
  />`;
}

/** Not by removing it, nor by not displaying it: another picture may come into the same element, lazily. */
function handleAnswer({type, currentTarget}: Event): void {
  (currentTarget as Element).classList.toggle('broken', type === 'error');
}
