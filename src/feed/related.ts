import {newestOf} from './archive.js';
import type {Story} from './feed.js';

/** Two stories that share less than this part of their telling words are alike by chance. */
const LIKENESS = 0.1;

/** As many of the newest stories are compared word by word: more would hold the page up. */
const COMPARED = 2_000;

/** A word this short is a preposition, a particle or a number. */
const WORD = /[\p{L}\p{N}]{4,}/gu;

/**
 * The stories to read after a story, best first: those it names itself, those that share tags, then categories, among them those
 * whose title and summary are alike (looked for among the newest 2,000), the newer among equals, and in the end simply
 * the newest.
 */
export function relatedTo(story: Story, stories: readonly Story[]): Story[] {
  const others = newestOf(stories).filter(({id}) => id !== story.id);
  const [tags, categories] = [story.tags, story.categories].map((names) => new Set(names.map(fold)));
  // Backwards, so that of an id that is named twice the first place counts.
  const names = new Map(story.related.map((id, index) => [id, -index] as const).reverse());
  const likeness = likenessTo(story, others.slice(0, COMPARED));
  const ranks = new Map(
    others.map((other) => [
      other,
      [
        names.get(other.id) ?? -Infinity,
        sharedOf(other.tags, tags!),
        sharedOf(other.categories, categories!),
        likeness(other),
      ],
    ]),
  );
  return others.sort((a, b) => compareRanks(ranks.get(b)!, ranks.get(a)!));
}

function sharedOf(names: readonly string[], wanted: ReadonlySet<string>): number {
  return wanted.size && names.filter((name) => wanted.has(fold(name))).length;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at]! > b[at]! ? 1 : -1;
}

/**
 * How alike two stories' titles and summaries are, 0 to 1: the weight of the words they share in the weight of all
 * their words. A word weighs the more the fewer stories have it (inverse document frequency), so that the words
 * of every title, the organisation's name among them, make nothing alike.
 */
function likenessTo(story: Story, others: readonly Story[]): (other: Story) => number {
  const words = new Map([story, ...others].map((each) => [each, wordsOf(each)]));
  const frequency = new Map<string, number>();
  for (const set of words.values())
    for (const word of set) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const weight = (set: Iterable<string>): number => {
    let sum = 0;
    for (const word of set) sum += Math.log(words.size / frequency.get(word)!);
    return sum;
  };
  const own = words.get(story)!;
  const ownWeight = weight(own);
  return (other) => {
    const theirs = words.get(other);
    if (!theirs) return 0;
    const shared = weight([...theirs].filter((word) => own.has(word)));
    const share = shared / (ownWeight + weight(theirs) - shared);
    return share > LIKENESS ? share : 0;
  };
}

function wordsOf({title, summary}: Story): Set<string> {
  return new Set(fold(`${title} ${summary}`).match(WORD));
}

function fold(text: string): string {
  return text.toLowerCase();
}
