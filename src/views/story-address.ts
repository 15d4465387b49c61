import type {Story} from '../feed/feed.js';
import {hrefOf} from './parts.js';
import type {ViewHost} from './view.js';

/** The address that leads a reader to a story: where the page's own links lead, else the publisher's. */
export function addressOfStory(host: ViewHost, story: Story): string | undefined {
  const href = hrefOf(host, story) ?? story.url;
  if (!href || !URL.canParse(href, document.baseURI)) return undefined;
  const {protocol, href: address} = new URL(href, document.baseURI);
  return /^https?:$/.test(protocol) ? address : undefined;
}
