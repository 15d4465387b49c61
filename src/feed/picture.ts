import {addressOf} from './address.js';
import type {Feed, Picture, Story} from './feed.js';
import {attributeIn, shownTokensOf, textOf} from './plain-text.js';

/** What relative addresses in a story are relative to. */
export function baseOf(story: Story, feed: Feed): string {
  return story.url ?? feed.homePage ?? feed.address;
}

/** The picture that stands for a story: its own, else the first one of its body. */
export function pictureOf(story: Story, feed: Feed): Picture | undefined {
  return story.picture ?? firstPictureIn(story.body, baseOf(story, feed))?.picture;
}

/** Whether a body begins with that picture, in whatever size. */
export function beginsWith(body: string, {src, sizes}: Picture, base: string): boolean {
  const first = firstPictureIn(body, base);
  if (!first || textOf(body.slice(0, first.index))) return false;
  return [src, ...sizes.map((size) => size.src)].some((each) => fileOf(each) === fileOf(first.picture.src));
}

function firstPictureIn(body: string, base: string): {picture: Picture; index: number} | undefined {
  for (const {name, attributes, index} of shownTokensOf(body)) {
    const src = name === 'img' && addressOf(attributeIn(attributes, 'src'), base);
    if (src) return {picture: {src, alt: attributeIn(attributes, 'alt') ?? '', sizes: []}, index};
  }
  return undefined;
}

/** The address without query and without the size that WordPress adds to a file's name. */
function fileOf(address: string): string {
  return address.replace(/[?#].*/, '').replace(/-(?:\d+x\d+|scaled)(?=\.\w+$)/, '');
}
