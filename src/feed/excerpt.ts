import type {Translation} from './feed.js';
import {textOf} from './plain-text.js';

const graphemes = new Intl.Segmenter();

/** The first words of a story in plain text: its summary, else its body, at most `length` graphemes. */
export function excerptOf({summary, body}: Pick<Translation, 'summary' | 'body'>, length: number): string {
  // No excerpt is worth reading more of a body than may be shown at all.
  return cutAtWord(summary || textOf(body.slice(0, 2 ** 19)).replace(/\n/g, ' '), length);
}

/** Cuts text to at most `length` graphemes, at the end of a word where there is one, and marks the cut. */
export function cutAtWord(text: string, length: number): string {
  if (text.length <= length) return text;
  // A grapheme can be of any length.
  const beginning = text.slice(0, 16 * length);
  let count = 0;
  let end = beginning.length;
  for (const {index} of graphemes.segment(beginning)) {
    if (count++ < length) continue;
    const wordEnd = text.lastIndexOf(' ', index);
    end = wordEnd > 0 ? wordEnd : index;
    break;
  }
  if (end === text.length) return text;
  return `${text
    .slice(0, end)
    .toWellFormed()
    .replace(/[\s,;:–-]+$/, '')}\u00a0…`;
}
