import {fold, plain} from './folding.js';

/** More than a reader types; what is pasted beyond that is not looked for. */
const WORD_LIMIT = 8;
const LETTER_LIMIT = 40;

const WORD = /[\p{L}\p{N}]+/gu;

/**
 * What Latin letters may stand for in a skeleton, for readers whose keyboard has no others: each as the law has it, as it
 * sounds and as it looks in chats (4 is ч, 6 is ш, q is я). Of ъ, a, u and y are in use; one i stands for several.
 */
const SPELLINGS = new Map(
  (
    'a=[aъ] u=[uъ] y=[iъ] ii=i iy=i yi=i ij=i(?:j|zh)? iq=i(?:q|a) j=(?:j|i|zh) zh=zh sh=sh ch=ch kh=k?h ' +
    'shch=sh(?:ch|t) c=(?:c|ts|tz) ts=(?:c|ts|tz) tz=(?:c|ts|tz) w=[wv] x=(?:x|h|ks) q=(?:q|ia) 4=(?:4|ch) 6=(?:6|sh)'
  )
    .split(' ')
    .map((entry) => entry.split('=') as [string, string]),
);

/** The longest of them first; then what is not Latin, which is folded like any text. */
const TYPED = new RegExp(
  `${[...SPELLINGS.keys()].sort((a, b) => b.length - a.length).join('|')}|[^a-z0-9]+`,
  'g',
);

/** How a word that a reader has typed is found in skeletons whose words have a space before them. */
export interface Patterns {
  readonly anywhere: RegExp;
  readonly beginning: RegExp;
  /** The beginning without its ending, of a word that is long enough to be told by that. */
  readonly stem: RegExp | undefined;
}

/** The patterns of what a reader has typed, word by word. */
export function patternsOf(query: string): Patterns[] {
  const words = (plain(query).match(WORD) ?? []).slice(0, WORD_LIMIT);
  // "в", "и", "a": what all have.
  const telling = words.filter((word) => word.length > 1 || /\p{N}/u.test(word));
  return (telling.length ? telling : words).map((word) => patternsOfWord(word.slice(0, LETTER_LIMIT)));
}

/** A word holds letters and digits alone, so there is nothing in it that a pattern would take for a sign. */
function patternsOfWord(word: string): Patterns {
  const spelled = spellingOf(word);
  const beginning = new RegExp(` ${spelled}`);
  // Two letters are somewhere in every story.
  const anywhere = word.length > 2 ? new RegExp(spelled) : beginning;
  const ending = endingOf(word);
  const stem = ending
    ? new RegExp(` ${spellingOf(word.slice(0, -ending)).replace(/(?<!\[.)ъ/g, '[ъa]')}`)
    : undefined;
  return {anywhere, beginning, stem};
}

function spellingOf(word: string): string {
  return word.replace(TYPED, (typed) => SPELLINGS.get(typed) ?? fold(typed));
}

/** How many letters an ending may have: „децата“ and „деца“, "children" and "child". */
function endingOf({length}: string): number {
  if (length >= 8) return 3;
  return Math.max(0, Math.min(2, length - 4));
}
