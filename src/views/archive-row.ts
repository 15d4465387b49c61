import {html, nothing, type TemplateResult} from 'lit';
import type {Feed, Story} from '../feed/feed.js';
import {translationOf} from '../feed/languages.js';
import type {Formats} from '../locale/formats.js';
import {labelsOf, renderDate, renderName, renderStoryLink} from './parts.js';
import type {ViewHost} from './view.js';

/** A story as a line of a list: its date, and its title as a link. */
export function renderRow(host: ViewHost, story: Story, feed: Feed, format: Formats['date']): TemplateResult {
  const name = renderName(host, story, translationOf(story, host.locale.language), feed);
  return html`<li class="story">
    <span class="meta">${renderDate(story, feed, format)}</span>
    <span
      >${renderStoryLink(host, story, 'link', name)}
      ${story.isProtected ? html`<span class="meta">(${labelsOf(host).locked})</span>` : nothing}</span
    >
  </li>`;
}
