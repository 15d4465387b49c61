import type {Feed, Story} from './feed.js';
import {fold} from './folding.js';
import {translationsOf} from './languages.js';
import {patternsOf, type Patterns} from './spelling.js';

/** A story, and the document that it is in. */
export interface Found {
  readonly story: Story;
  readonly feed: Feed;
}

/** What is looked at of a story: the skeletons of its titles and of its summaries in all languages. */
interface Entry extends Found {
  readonly title: string;
  readonly summary: string;
  readonly time: number;
}

/** What each word that was found as it was typed weighs more than any place where it may be. */
const EXACT = 100;

/** The words of stories, for a reader who looks for some of them. */
export class StoryIndex {
  /** By the story's id. */
  readonly #entries = new Map<string, Entry>();

  /** How many stories there are. */
  get size(): number {
    return this.#entries.size;
  }

  /** Adds a document's stories; those that it has already stay as they are. Pauses after each. */
  *add(feed: Feed): Generator<undefined, void> {
    for (const story of feed.stories) {
      if (!this.#entries.has(story.id)) this.#entries.set(story.id, entryOf(story, feed));
      yield;
    }
  }

  /**
   * The stories that have all words of a query, best first: words that begin as it was typed before those that hold it,
   * titles before summaries, last those that have a word in another form; the newer first among equals.
   */
  find(query: string): Found[] {
    const words = patternsOf(query);
    if (!words.length) return [];
    const found: {entry: Entry; rank: number}[] = [];
    for (const entry of this.#entries.values()) {
      const rank = rankOf(entry, words);
      if (rank) found.push({entry, rank});
    }
    return found.sort((a, b) => b.rank - a.rank || b.entry.time - a.entry.time || 0).map(({entry}) => entry);
  }
}

function entryOf(story: Story, feed: Feed): Entry {
  const words = translationsOf(story);
  return {
    story,
    feed,
    title: skeletonOf(words.map(({title}) => title)),
    summary: skeletonOf(words.map(({summary}) => summary)),
    time: story.published?.getTime() ?? -Infinity,
  };
}

/** Each word has a space before it. */
function skeletonOf(texts: readonly string[]): string {
  return ` ${fold(texts.join(' ')).replace(/[^\p{L}\p{N}]+/gu, ' ')}`;
}

/** 0 where a word is missing. */
function rankOf(entry: Entry, words: readonly Patterns[]): number {
  let rank = 0;
  for (const word of words) {
    const place = placeOf(entry, word);
    if (!place) return 0;
    rank += place;
  }
  return rank;
}

function placeOf({title, summary}: Entry, {anywhere, beginning, stem}: Patterns): number {
  if (anywhere.test(title)) return EXACT + (beginning.test(title) ? 4 : 3);
  if (anywhere.test(summary)) return EXACT + (beginning.test(summary) ? 2 : 1);
  if (!stem) return 0;
  return stem.test(title) ? 2 : Number(stem.test(summary));
}
