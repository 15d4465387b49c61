import {css} from 'lit';

/** How the archive looks: a calm list of disclosures, and the box above it. */
export const archiveStyles = css`
  .years > li {
    border-bottom: 1px solid var(--_border);
  }
  summary {
    display: flex;
    align-items: baseline;
    gap: 0.6em;
    min-height: 2.75rem;
    padding: 0.5em 0;
    font-variant-numeric: tabular-nums;
    list-style: none;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: '';
    flex: none;
    width: 0.4em;
    height: 0.4em;
    margin-inline: 0.15em;
    border: solid var(--_accent);
    border-width: 0 2px 2px 0;
    transform: translateY(-0.15em) rotate(-45deg);
  }
  [open] > summary {
    font-weight: 700;
  }
  [open] > summary::before {
    transform: translateY(-0.25em) rotate(45deg);
  }
  summary:hover > :first-of-type {
    text-decoration: underline;
  }
  .count {
    margin-inline-start: auto;
    font-weight: 400;
  }
  .months {
    padding: 0 0 var(--_gap) 1em;
  }
  .months :is(h1, h2, h3, h4, h5, h6) {
    margin: calc(var(--_gap) / 2) 0 0;
    font-size: 1em;
  }
  .older {
    margin-top: var(--_gap);
  }
  .story {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    padding: 0.25em 0;
  }
  .story > .meta {
    flex: 0 0 min(7.5em, 100%);
    padding-top: 0.1em;
  }
  .story > :last-child {
    flex: 1 1 min(14em, 100%);
  }
  /* Dates with their year. */
  .found > .story > .meta {
    flex-basis: min(11em, 100%);
  }
  [role='search'] {
    display: block;
    margin-bottom: var(--_gap);
  }
  label > span {
    display: block;
    margin-bottom: 0.25em;
  }
  /* Its border is all that tells where it is: 3:1 (WCAG 1.4.11). */
  input {
    display: block;
    width: 100%;
    max-width: 30rem;
    min-height: 2.75rem;
    margin: 0;
    padding: 0.25em 0.75em;
    border: 1px solid color-mix(in srgb, var(--_muted) 75%, transparent);
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    /* Below 16 px Safari on a phone would zoom the page at the first touch. */
    font-size: max(1em, 16px);
    appearance: none;
  }
  input:hover {
    border-color: var(--_accent);
  }
  @media print {
    [role='search'] {
      display: none;
    }
  }
`;
