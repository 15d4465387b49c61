import {excerptOf} from '../feed/excerpt.js';
import type {Feed, Story, Translation} from '../feed/feed.js';
import {pictureOf} from '../feed/picture.js';

/** Graphemes of a description: as much as search engines show. */
const DESCRIPTION_LENGTH = 160;

const SLOT = 'structured-data';

/** The story that is shown, and the words in which it is. */
export interface ShownStory {
  readonly feed: Feed;
  readonly story: Story;
  readonly words: Translation;
}

/**
 * The data block of an element: what search engines read of a story (schema.org, NewsArticle). It stands in the page
 * itself, where they look for it, in a slot that there is not, so that it does not count as the author's own words.
 */
export class StructuredData {
  readonly #host: Element;

  constructor(host: Element) {
    this.#host = host;
  }

  /** Says of a story what there is to say; nothing where none is shown. */
  update(shown: ShownStory | undefined): void {
    const text = shown ? textOf(shown) : '';
    // Also those that came with a copy of the element.
    const blocks = [...this.#host.children].filter(({slot}) => slot === SLOT);
    if (blocks.length === 1 && blocks[0]!.textContent === text) return;
    for (const block of blocks) block.remove();
    if (text) this.#host.append(blockOf(text));
  }
}

function blockOf(text: string): HTMLScriptElement {
  const block = document.createElement('script');
  block.type = 'application/ld+json';
  block.slot = SLOT;
  // As a node: to set the text of a script is what Trusted Types refuse. Of a block of data they only report it.
  block.append(document.createTextNode(text));
  return block;
}

function textOf({feed, story, words}: ShownStory): string {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: words.title || undefined,
    description: excerptOf(words, DESCRIPTION_LENGTH) || undefined,
    datePublished: story.published?.toISOString(),
    inLanguage: words.language,
    url: story.url,
    mainEntityOfPage: story.url,
    image: pictureOf(story, feed)?.src,
    author: story.authors.length
      ? story.authors.map(({name, url}) => ({'@type': 'Person', name, url}))
      : undefined,
    publisher: feed.title ? {'@type': 'Organization', name: feed.title, url: feed.homePage} : undefined,
  };
  // Also for who reads the page's source as text, in which "</script>" would end it.
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
