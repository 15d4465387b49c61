import {css} from 'lit';

/** The story: its frame, and the prose that came out of the feed. */
export const storyStyles = css`
  article {
    max-width: var(--hhc-measure, 68ch);
  }
  .line {
    margin: 0 0 var(--_gap);
    > :not(:last-child)::after {
      content: ' · ';
    }
  }
  .languages {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_gap) / 2);
    margin: 0 0 var(--_gap);
  }
  /* Not by colour alone (WCAG 1.4.1), nor by a background that forced colours take away. */
  [aria-pressed='true'] {
    border-width: 2px;
    font-weight: 700;
  }
  .small {
    margin: 0 0 calc(var(--_gap) / 2);
    font-size: 0.875em;
  }
  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.5em;
    li {
      padding: 0 0.6em;
      border: 1px solid var(--_border);
      border-radius: 1em;
    }
  }
  footer {
    clear: both;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 1.25em;
    color: var(--_muted);
    button {
      min-height: 1.75rem;
      padding: 0;
      border: 0;
      text-decoration: underline;
      text-decoration-color: color-mix(in srgb, currentColor 45%, transparent);
      text-underline-offset: 0.15em;
    }
    button:hover {
      text-decoration-color: currentColor;
    }
    input {
      flex: 1 1 16em;
      min-width: 0;
      min-height: 1.75rem;
      padding: 0 0.5em;
      border: 1px solid var(--_border);
      border-radius: var(--_radius);
      background: none;
      color: inherit;
      font: inherit;
    }
  }
  @media (pointer: coarse) {
    .actions :is(button, input) {
      min-height: 2.75rem;
    }
  }
  .body {
    /* Whatever the feed holds stays in its box. */
    contain: layout;
    hyphens: auto;
    text-wrap: pretty;
  }
  .body :is(h1, h2, h3, h4, h5, h6) {
    margin-top: calc(var(--_gap) * 1.5);
    hyphens: none;
  }
  .body :is(p:empty, li:empty) {
    display: none;
  }
  .body :is(ul, ol) {
    padding-inline-start: 1.25em;
  }
  .body :is(ul, ol) :is(ul, ol) {
    margin: 0;
  }
  .body blockquote {
    margin: 0 0 var(--_gap);
    padding-inline-start: var(--_gap);
    border-inline-start: 3px solid var(--_border);
  }
  .body figure {
    margin: 0 0 var(--_gap);
  }
  .body img {
    max-width: 100%;
    height: auto;
    border-radius: var(--_radius);
    vertical-align: bottom;
  }
  .zoom {
    cursor: zoom-in;
  }
  .player {
    aspect-ratio: 16/9;
    margin: 0 0 calc(var(--_gap) / 2);
    > * {
      display: block;
      width: 100%;
      height: 100%;
      border: 0;
      border-radius: var(--_radius);
      background: #000;
    }
  }
  /* On paper it is a link with its address. */
  @media not print {
    .film {
      display: grid;
      aspect-ratio: 16/9;
      border: 1px solid var(--_border);
      border-radius: var(--_radius);
      background: color-mix(in srgb, currentColor 6%, transparent);
    }
    .film a {
      display: grid;
      grid-template-columns: 100%;
      place-content: center;
      justify-items: center;
      gap: 0.5em;
      padding: 0.5em 1em;
      border-radius: inherit;
      color: inherit;
      text-align: center;
    }
    .film a::before,
    .film a::after {
      content: '';
      grid-area: 1/1;
      width: 4rem;
      aspect-ratio: 1;
      border: 2px solid;
      border-radius: 50%;
    }
    .film a::after {
      background: currentColor;
      clip-path: polygon(39% 31%, 39% 69%, 71% 50%);
      forced-color-adjust: none;
    }
    .film a:hover::before {
      border-width: 4px;
    }
  }
  .body :is(figcaption, caption) {
    padding-top: 0.25em;
    color: var(--_muted);
    font-size: 0.875em;
    text-align: start;
  }
  .scroller {
    margin: 0 0 var(--_gap);
    overflow-x: auto;
  }
  .body table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
    hyphens: none;
    overflow-wrap: normal;
  }
  .body :is(td, th) {
    padding: 0.35em 0.75em;
    border-bottom: 1px solid var(--_border);
    text-align: start;
    vertical-align: top;
  }
  .body pre {
    overflow-x: auto;
  }
  .body hr {
    border: 0;
    border-top: 1px solid var(--_border);
  }
  @media print {
    a[href]:not(.zoom)::after {
      content: ' (' attr(href) ')';
      font-size: 0.8em;
    }
    .player,
    .actions {
      display: none;
    }
  }
`;
