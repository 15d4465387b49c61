import type {Reads} from './feed.js';

// Bounded, because neighbouring unbounded runs of spaces would be tried in every division.
const SPACE = '(?:\\s|&nbsp;|&#160;){0,4}';
// Thousands may be parted by comma, full stop or a space of any kind, and only where three digits follow.
const NUMBER = '(\\d{1,3}(?:(?:[.,\\s]|&nbsp;|&#160;)\\d{3}){1,4}(?!\\d)|\\d+)';
const COUNTER = new RegExp(
  `\\(${SPACE}(?:прочетен[аои]?|read)\\s${SPACE}${NUMBER}${SPACE}(?:пъти|път|times?)?` +
    `(?:${SPACE}[,;]${SPACE}${NUMBER}${SPACE}(?:прочетен[аои]?)?${SPACE}(?:днес|today))?${SPACE}\\)`,
  'giu',
);

/** Takes the site's read counter, „(прочетено 168, 1 прочетено днес)“ or its English form, out of text or HTML. */
export function takeCounter(source: string): {rest: string; reads: Reads | undefined} {
  let reads: Reads | undefined;
  let rest = '';
  let end = 0;
  for (const match of source.matchAll(COUNTER)) {
    reads ??= {total: numberOf(match[1]) ?? 0, today: numberOf(match[2]), asOf: undefined};
    let start = match.index;
    let next = start + match[0].length;
    // The elements that held nothing but the counter go with it, or they would leave a gap.
    for (
      let after;
      (after = /^\s*<\/(\w+)\s*>/.exec(source.slice(next, next + 80)));
      next += after[0].length
    ) {
      const before = new RegExp(`<${after[1]}(?:\\s[^<>]*)?>\\s*$`, 'i').exec(
        source.slice(Math.max(end, start - 400), start),
      );
      if (!before) break;
      start -= before[0].length;
    }
    rest += source.slice(end, start);
    end = next;
  }
  return {rest: reads ? rest + source.slice(end) : source, reads};
}

/** `undefined` also for more digits than a number can hold. */
function numberOf(digits: string | undefined): number | undefined {
  const number = digits ? Number(digits.replace(/&#160;|\D/g, '')) : NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}
