import {newestOf} from './archive.js';
import type {Story} from './feed.js';
import {fold as foldText} from './folding.js';
import {baseLanguageOf} from './languages.js';

/** Two stories that share less than this part of their telling words are alike by chance. */
const LIKENESS = 0.1;

/** What is shared must weigh at least this part of a word that no other story has. */
const TELLING = 1 / 3;

/** As many of the newest stories are compared word by word: more would hold the page up. */
const COMPARED = 2_000;

/** A word this short is a preposition, a particle or a number. */
const WORD = /[\p{L}\p{N}]{4,}/gu;

/**
 * Between two languages only names can be the same, and about every sixth word of a news text is one: so much does a word
 * count there that is not shared.
 */
const NAMES = 1 / 6;

type Fold = (text: string) => string;

/** The telling words of a story in one language. */
interface Words {
  readonly language: string;
  readonly words: ReadonlySet<string>;
}

/**
 * The stories to read after a story, best first: those it names itself, those that share tags, then categories, among them those
 * whose titles and summaries are alike (looked for among the newest 2,000), the newer among equals, and in the end simply
 * the newest. Names and words count as the same in Cyrillic and in Latin letters.
 */
export function relatedTo(story: Story, stories: readonly Story[]): Story[] {
  const fold = makeFold();
  const others = newestOf(stories).filter(({id}) => id !== story.id);
  const [tags, categories] = [story.tags, story.categories].map((names) => new Set(names.map(fold)));
  const sharedOf = (names: readonly string[], wanted: ReadonlySet<string>): number =>
    wanted.size && names.filter((name) => wanted.has(fold(name))).length;
  // Backwards, so that of an id that is named twice the first place counts.
  const names = new Map(story.related.map((id, index) => [id, -index] as const).reverse());
  const likeness = likenessTo(story, others.slice(0, COMPARED), fold);
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

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at]! > b[at]! ? 1 : -1;
}

/**
 * How alike two stories are, 0 to 1: as much as their likest texts in one language, or, where they have no language in
 * common, in two. A word weighs the more the fewer stories have it (inverse document frequency), so that the words
 * of every title, the organisation's name among them, make nothing alike.
 */
function likenessTo(story: Story, others: readonly Story[], fold: Fold): (other: Story) => number {
  const texts = new Map([story, ...others].map((each) => [each, textsOf(each, fold)]));
  const weigh = makeScales([...texts.values()]);
  const least = Math.log(texts.size) * TELLING;
  const own = texts.get(story)!.map((text) => ({...text, weight: weigh(text.words)}));
  return (other) => {
    const theirs = texts.get(other) ?? [];
    const isForeign = !theirs.some(({language}) => own.some((text) => text.language === language));
    let best = 0;
    for (const {language, words} of theirs) {
      const weight = weigh(words);
      for (const text of own) {
        if (!isForeign && text.language !== language) continue;
        const shared = weigh([...words].filter((word) => text.words.has(word)));
        if (shared < least) continue;
        const rest = (text.weight + weight - 2 * shared) * (isForeign ? NAMES : 1);
        best = Math.max(best, shared / (shared + rest));
      }
    }
    return best > LIKENESS ? best : 0;
  };
}

/** What words weigh together, by how many stories have each in any language. */
function makeScales(stories: readonly (readonly Words[])[]): (words: Iterable<string>) => number {
  const frequency = new Map<string, number>();
  for (const texts of stories)
    for (const word of new Set(texts.flatMap(({words}) => [...words])))
      frequency.set(word, (frequency.get(word) ?? 0) + 1);
  return (words) => {
    let sum = 0;
    for (const word of words) sum += Math.log(stories.length / frequency.get(word)!);
    return sum;
  };
}

function textsOf(story: Story, fold: Fold): Words[] {
  return [story, ...story.translations].map(({language, title, summary}) => ({
    language: baseLanguageOf(language),
    words: new Set(`${title} ${summary}`.match(WORD)?.map(fold)),
  }));
}

/** Skeletons, each made once: most words come again. ъ is a in names, as the law on transliteration has it. */
function makeFold(): Fold {
  const known = new Map<string, string>();
  return (text) => {
    let skeleton = known.get(text);
    if (skeleton === undefined) {
      skeleton = foldText(text).replaceAll('ъ', 'a');
      known.set(text, skeleton);
    }
    return skeleton;
  };
}
