import {decodeEntities, escapeText, textOf, tokensOf} from './plain-text.js';

/** A block of a body: a line of a paragraph, or an element that is kept whole. */
export interface Block {
  /** Lower-case tag name; `p` for a line of a paragraph. */
  readonly tag: string;
  /** Of a line what stands in it, of another block the whole element. Untrusted HTML. */
  readonly html: string;
  readonly text: string;
  /** Neighbouring lines of the same number are one paragraph. */
  readonly paragraph: number;
  /** Language of the block where it is not that of the body. */
  readonly language?: string;
}

/** What merely wraps blocks. The inside of any other element is left alone, to stay or to go with it. */
const WRAPPER =
  /^(?:html|body|p|br|div|article|section|header|footer|main|nav|aside|hgroup|address|center|search)$/;

/** Elements that have no inside (HTML, 13.1.2), but for those within a line. */
const VOID = /^(?:hr|area|base|basefont|bgsound|col|embed|frame|input|link|meta|param|track)$/;

const BULLET = /^(?:•|[·*–-]\s|o\s)/;
const SURE_BULLET = /^[•·*]/;
const BULLET_IN_HTML =
  /^((?:<[^>]*>|\s|&nbsp;)*)(?:[•·*–o-]|&(?:bull|middot|ndash|#8226|#183|#8211);)(?:\s|&nbsp;)*/;

/** Divides the HTML of a body into its outermost blocks. What merely wraps blocks, as `<div>`, is passed over. */
export function blocksOf(html: string): Block[] {
  const blocks: Block[] = [];
  let paragraph = 0;
  let source = '';
  let whole = '';
  let depth = 0;
  const endBlock = (tag: string): void => {
    const text = textOf(source);
    if (text || tag !== 'p' || /<img\b/i.test(source))
      blocks.push({tag, html: source.trim(), text, paragraph});
    source = '';
    whole = '';
  };
  for (const token of tokensOf(html)) {
    if (whole) {
      source += token.source;
      if (token.name === whole) depth += token.isEnd ? -1 : 1;
      if (!depth) endBlock(whole);
    } else if (token.isInline) {
      source += token.source;
    } else {
      endBlock('p');
      if (token.name !== 'br') paragraph++;
      if (!token.isEnd && !WRAPPER.test(token.name)) {
        source = token.source;
        whole = token.name;
        depth = 1;
        if (VOID.test(whole)) endBlock(whole);
      }
    }
  }
  endBlock(whole || 'p');
  return blocks;
}

/** Divides plain text into lines; a blank line ends a paragraph. */
function linesOf(text: string): Block[] {
  let paragraph = 0;
  return decodeEntities(text)
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .map((line) => ({
      tag: 'p',
      html: escapeText(line),
      text: line,
      paragraph: line ? paragraph : ++paragraph,
    }))
    .filter((block) => block.text);
}

/** Plain text as HTML: paragraphs where blank lines part them, lists where lines begin with a bullet. */
export function htmlOf(text: string): string {
  return bodyOf(linesOf(text));
}

/** Whether lines of paragraphs stand for the items of a list. */
export function hasTypedList(blocks: readonly Block[]): boolean {
  return blocks.some((_, index) => typedItems(blocks, index) > 0);
}

/** Puts blocks together to a body again; runs of lines that begin with a bullet become lists. */
export function bodyOf(blocks: readonly Block[]): string {
  let html = '';
  for (let index = 0; index < blocks.length;) {
    const block = blocks[index]!;
    const items = typedItems(blocks, index);
    const lines = items || linesOfParagraph(blocks, index);
    const run = blocks.slice(index, index + lines);
    if (items)
      html += element(
        'ul',
        run.map((item) => `<li>${item.html.replace(BULLET_IN_HTML, '$1')}</li>`).join(''),
        block,
      );
    else if (block.tag === 'p') html += element('p', run.map((line) => line.html).join('<br>'), block);
    else html += block.language ? element('div', block.html, block) : block.html;
    index += lines;
  }
  return html;
}

function element(tag: string, content: string, {language}: Block): string {
  return `<${tag}${language ? ` lang="${language}"` : ''}>${content}</${tag}>`;
}

function linesOfParagraph(blocks: readonly Block[], start: number): number {
  return (
    runLength(
      blocks,
      start,
      (block, first) => first.tag === 'p' && block.paragraph === first.paragraph && !BULLET.test(block.text),
    ) || 1
  );
}

/** How many lines from `start` on are the items of one list. A lone dash begins a quotation rather than a list. */
function typedItems(blocks: readonly Block[], start: number): number {
  const count = runLength(blocks, start, (block) => block.tag === 'p' && BULLET.test(block.text));
  return count > 1 || SURE_BULLET.test(blocks[start]!.text) ? count : 0;
}

function runLength(
  blocks: readonly Block[],
  start: number,
  belongs: (block: Block, first: Block) => boolean,
): number {
  const first = blocks[start]!;
  let end = start;
  while (end < blocks.length && belongs(blocks[end]!, first) && blocks[end]!.language === first.language)
    end++;
  return end - start;
}
