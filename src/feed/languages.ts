import {blocksOf, bodyOf, hasTypedList, type Block} from './blocks.js';
import type {Story, Translation} from './feed.js';
import {cutAtWord} from './excerpt.js';
import {textOf} from './plain-text.js';

/** A title is a line; a longer or a finished sentence is not one. */
const TITLE_LENGTH = 200;
/** The smaller of a body's two languages is a translation from this part of the larger on, and a quotation below. */
const TRANSLATION_SHARE = 0.2;

/** Languages of one story: each repeats what is common to all. */
const LANGUAGE_LIMIT = 8;
/** UTF-16 code units of a body that may be shown at all. */
const BODY_LENGTH = 512 * 1024;

const ADDRESS = /^\W*(?:https?:|www\.)|@/i;

const CYRILLIC_LANGUAGE = /^(?:be|bg|kk|ky|mk|mn|ru|sr|tg|uk)\b/i;
const QTRANSLATE = /(?:\[|<!--|\{):([a-z]{2})?(?:\]|-->|\})/;

const translations = new WeakMap<Story, readonly Translation[]>();

/** The language part of a BCP 47 tag, in lower case. */
export function baseLanguageOf(tag: string | undefined): string {
  return tag?.split('-', 1)[0]!.toLowerCase() ?? '';
}

/** The language that letters point to: above 0 Cyrillic, below 0 Latin; the number is the surplus of letters. */
function cyrillicSurplus(text: string): number {
  return (text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0) - (text.match(/\p{Script=Latin}/gu)?.length ?? 0);
}

/** The language of a text by its script: the expected one where the letters allow it, else Bulgarian or English. */
export function languageOf(text: string, expected: string | undefined): string | undefined {
  // A beginning tells as much as the whole.
  const surplus = cyrillicSurplus(text.slice(0, 500));
  if (!surplus || (expected && CYRILLIC_LANGUAGE.test(expected) === surplus > 0)) return expected;
  return surplus > 0 ? 'bg' : 'en';
}

/** Text with qTranslate's marks, `[:bg]…[:en]…[:]`, by language; what stands outside of marks belongs to each. */
export function splitMarked(source: string): Map<string, string> {
  const [before = '', ...parts] = source.split(QTRANSLATE);
  const texts = new Map<string, string>();
  let common = before;
  for (let index = 0; index < parts.length; index += 2) {
    const language = parts[index];
    const text = parts[index + 1]!;
    if (language && !texts.has(language) && texts.size >= LANGUAGE_LIMIT) continue;
    if (language) {
      texts.set(language, (texts.get(language) ?? common) + text);
    } else {
      common += text;
      for (const [known, soFar] of texts) texts.set(known, soFar + text);
    }
  }
  return texts;
}

/** A story in each of its languages, its own first: translations the feed names, and those its body holds. */
export function translationsOf(story: Story): readonly Translation[] {
  let known = translations.get(story);
  if (!known) {
    const {language, title, summary, body, url} = story;
    const [own, ...held] = splitBody({language, title, summary, body, url});
    const all = [own!, ...story.translations.map((translation) => splitBody(translation)[0]!), ...held];
    const byLanguage = Map.groupBy(all, ({language}) => baseLanguageOf(language));
    known = [...byLanguage.values()].map(([first]) => first!);
    translations.set(story, known);
  }
  return known;
}

/** The story in the first of the preferred languages that it has, else in its own. */
export function translationOf(story: Story, ...preferred: readonly string[]): Translation {
  const all = translationsOf(story);
  for (const wanted of preferred) {
    const found = all.find(({language}) => sameLanguage(language, wanted));
    if (found) return found;
  }
  return all[0]!;
}

function sameLanguage(a: string | undefined, b: string | undefined): boolean {
  return baseLanguageOf(a) === baseLanguageOf(b);
}

/**
 * Divides a body that holds two languages, one after the other, into two translations, and mends lists that were
 * typed. A body that needs neither stays as it is.
 */
function splitBody(whole: Translation): Translation[] {
  if (whole.body.length > BODY_LENGTH) return [whole];
  const blocks = blocksOf(whole.body);
  const surplus = blocks.map((block) => cyrillicSurplus(withoutAddresses(block.text)));
  const total = surplus.reduce((sum, value) => sum + value, 0);
  // The best division is where what stands before differs most from what stands after.
  let [at, best, before] = [0, Math.abs(total), 0];
  surplus.reduce((sum, value, index) => {
    const contrast = Math.abs(2 * sum - total);
    if (contrast > best || (contrast === best && at)) [at, best, before] = [index, contrast, sum];
    return sum + value;
  }, 0);
  const after = total - before;
  const share = Math.abs(before) < Math.abs(after) ? before / after : after / before;
  const parts = [blocks.slice(0, at), blocks.slice(at)].filter((part) => part.length);
  if (parts.length < 2 || share > -TRANSLATION_SHARE) return [{...whole, body: mended(blocks, whole)}];

  // The title says which of the two the story itself is; by habit the first.
  const titled = cyrillicSurplus(whole.title) * before < 0 ? 1 : 0;
  const own = languageOf(textIn(parts[titled]!), whole.language);
  const other = languageOf(textIn(parts[1 - titled]!), own);
  const {title, rest} = takeTitle(parts[1 - titled]!);
  return [
    {...whole, language: own, body: mended(parts[titled]!, {language: own, body: ''})},
    {...whole, language: other, title, summary: '', body: mended(rest, {language: other, body: ''})},
  ];
}

/** Addresses are Latin in every language, and say nothing about the one they stand in. */
function withoutAddresses(text: string): string {
  return text
    .split(/\s+/)
    .filter((word) => !ADDRESS.test(word))
    .join(' ');
}

function textIn(blocks: readonly Block[]): string {
  return blocks.map((block) => block.text).join(' ');
}

/** The line that a second language begins with is its title, unless it is a sentence or all there is. */
function takeTitle(blocks: readonly Block[]): {title: string; rest: readonly Block[]} {
  const at = blocks.findIndex((block) => block.text);
  const {tag, text} = blocks[at]!;
  return /^(?:p|h\d)$/.test(tag) &&
    text.length <= TITLE_LENGTH &&
    !/[.:;,…]$/.test(text) &&
    at < blocks.length - 1
    ? {title: text, rest: blocks.filter((_, index) => index !== at)}
    : {title: cutAtWord(textIn(blocks), 80), rest: blocks};
}

/** A body of one language: other scripts in it are marked with theirs, typed lists become lists. */
function mended(blocks: readonly Block[], {language, body}: Pick<Translation, 'language' | 'body'>): string {
  const marked = blocks.map((block) => {
    const own = languageOf(block.text, language);
    return own && own !== language ? {...block, language: own} : block;
  });
  return body && !hasTypedList(blocks) && marked.every((block) => !block.language) ? body : bodyOf(marked);
}

/** The first words of a story that has no title. */
export function firstWordsOf(summary: string, body: string): string {
  return cutAtWord((summary || textOf(body)).replace(/\n/g, ' '), 80);
}
