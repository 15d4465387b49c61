import type {Story} from '../feed/feed.js';
import {hrefOf} from './parts.js';
import type {ViewHost} from './view.js';

/**
 * The address that leads another reader to a story: where the page's own links lead, else the publisher's. Without a
 * fragment, which is where this reader happens to be.
 */
export function addressOfStory(host: ViewHost, story: Story): string | undefined {
  const href = hrefOf(host, story) ?? story.url;
  if (!href || !URL.canParse(href, document.baseURI)) return undefined;
  const url = new URL(href, document.baseURI);
  if (host.param && !host.storyHref) url.hash = '';
  return /^https?:$/.test(url.protocol) ? url.href : undefined;
}
