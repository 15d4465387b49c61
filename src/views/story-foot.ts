import {html, nothing, type TemplateResult} from 'lit';
import type {Feed, Reads, Story} from '../feed/feed.js';
import {dayIn} from '../feed/site-time.js';
import {fill, formatsFor} from '../locale/formats.js';
import {labelsOf, pluralOf} from './parts.js';
import type {ViewHost} from './view.js';

/** What the foot of a story knows of its element. */
export interface FootHost extends ViewHost {
  /** Where the link back leads; the feed's section where it is empty. */
  readonly backHref: string;
}

/** What comes to the foot from elsewhere. */
export interface FootContent {
  /** A newer count than that of the feed. */
  readonly reads: Reads | undefined;
  /** What a reader can do with the story. */
  readonly actions: unknown;
}

/** What stands below a story: attachments, topics, counter, what can be done with it, the links onward. */
export function renderFoot(host: FootHost, story: Story, feed: Feed, content: FootContent): TemplateResult {
  const {section, timeZone, readsUrl} = feed;
  const {reads = story.reads, actions} = content;
  const labels = labelsOf(host);
  const back = host.backHref || section?.url;
  const backLabel = section ? fill(labels.backTo, section.title) : labels.back;
  return html`
    <footer>
      ${renderAttachments(host, story)} ${renderTags(host, story)}
      ${renderReads(host, reads, timeZone, !!readsUrl && !story.isProtected)} ${actions}
      ${isElsewhere(story.url) ? html`<p class="small"><a part="more" href=${story.url}>${labels.original}</a></p>` : nothing}
      ${back ? html`<p class="small"><a part="back" href=${back}>${backLabel}</a></p>` : nothing}
    </footer>
  `;
}

function renderAttachments(host: ViewHost, {attachments}: Story): unknown {
  if (!attachments.length) return nothing;
  const {language} = host.locale;
  return html`
    <ul class="plain small" part="attachments" role="list" aria-label=${labelsOf(host).attachments}>
      ${attachments.map(({url, title, type, size}) => {
        const facts = [
          type.replace(/^.*\//, '').toUpperCase(),
          size ? formatsFor(language).fileSize(size) : '',
        ];
        const known = facts.filter(Boolean).join(', ');
        return html`<li>
          <a href=${url}><bdi>${title}</bdi></a
          >${known ? html` <span class="meta">(${known})</span>` : nothing}
        </li>`;
      })}
    </ul>
  `;
}

function renderTags(host: ViewHost, {tags, language}: Story): unknown {
  if (!tags.length) return nothing;
  return html`
    <ul class="plain small tags" part="tags" role="list" aria-label=${labelsOf(host).tags}>
      ${tags.map((tag) => html`<li lang=${language ?? nothing}>${tag}</li>`)}
    </ul>
  `;
}

/**
 * "Today" is only said on the day that it was counted on.
 * @param isAwaited Whether a count may still come: its room is kept, so that nothing moves when it does.
 */
function renderReads(
  host: ViewHost,
  reads: Reads | undefined,
  timeZone: string,
  isAwaited: boolean,
): unknown {
  if (!reads?.total) return isAwaited ? html`<p class="meta">&nbsp;</p>` : nothing;
  const {total, today = 0, asOf} = reads;
  const labels = labelsOf(host);
  const isToday = today && asOf && dayIn(timeZone, asOf) === dayIn(timeZone, new Date());
  const message = pluralOf(host, isToday ? labels.readToday : labels.read, total, today);
  return html`<p class="meta" part="reads">${message}</p>`;
}

/** Whether an address is another page than this one. */
function isElsewhere(url: string | undefined): url is string {
  return !!url && url !== location.href.replace(/#.*/, '');
}
