import {html, nothing, type TemplateResult} from 'lit';
import {Announcer} from './archive-announcer.js';
import {SearchBox} from './archive-box.js';
import type {ArchiveHost} from './archive-host.js';
import {YearLink} from './archive-link.js';
import {ArchiveReading} from './archive-reading.js';
import {archiveStyles} from './archive-styles.js';
import {ArchiveYears} from './archive-years.js';
import {labelsOf, renderTitle} from './parts.js';
import type {View} from './view.js';

/** The archive: its years, or what a reader has searched for in their place. */
export class ArchiveView implements View {
  readonly styles = archiveStyles;
  readonly #host: ArchiveHost;
  readonly #announcer: Announcer;
  readonly #reading: ArchiveReading;
  readonly #years: ArchiveYears;
  readonly #box: SearchBox;
  readonly #link: YearLink;
  #open: number | undefined;

  constructor(host: ArchiveHost) {
    this.#host = host;
    this.#announcer = new Announcer(host);
    this.#reading = new ArchiveReading(host, this.#announcer);
    this.#years = new ArchiveYears(host, this.#reading, this.#announcer);
    this.#box = new SearchBox(host, this.#reading, this.#announcer);
    this.#link = new YearLink(host, this.#reading, this.#box);
    host.addController(this);
  }

  get message(): string {
    return this.#announcer.message;
  }

  hostUpdate(): void {
    const {feed, open} = this.#host;
    if (!feed) return;
    const isOther = this.#reading.adopt(feed);
    const isWished = open && (open !== this.#open || isOther);
    this.#open = open;
    if (isWished) this.#reading.open(open);
    if (isOther) void this.#link.follow(true);
    this.#box.update();
  }

  render(): TemplateResult | undefined {
    const {search} = this.#host;
    const content = (search && this.#box.renderResults()) || this.#years.render();
    if (!content) return undefined;
    return html`
      ${renderTitle(this.#host, 'heading', labelsOf(this.#host).archive)}
      ${search ? this.#box.render() : nothing} ${content}
    `;
  }
}
