import {css} from 'lit';

/**
 * What all elements share: the public custom properties with their defaults, and the marks of a calm guest.
 *
 * The private names hang on `.root` rather than on the host, where the page could reach them.
 */
export const tokens = css`
  :host {
    /* Against "* { display: none !important }"; among important rules those of the shadow tree win. */
    display: block !important;
  }
  :host([hidden]) {
    display: none !important;
  }
  .root {
    --_gap: var(--hhc-gap, 1rem);
    --_accent: var(--hhc-accent, var(--_link, LinkText));
    --_radius: var(--hhc-radius, 0.25rem);
    /* 85 %: the least that keeps 4.5:1 (WCAG 1.4.3) wherever the page's own text has 7:1. */
    --_muted: var(--hhc-muted, color-mix(in srgb, currentColor 85%, transparent));
    --_border: var(--hhc-border, color-mix(in srgb, currentColor 22%, transparent));
    --_scale: 1.2;
    color: var(--hhc-text, inherit);
    font-family: var(--hhc-font, inherit);
    font-style: normal;
    line-height: 1.6;
    letter-spacing: normal;
    overflow-wrap: anywhere;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
    -webkit-text-size-adjust: 100%;
    position: relative;
  }
  /* Not around the page's own fallback, whose margins go on collapsing with those of the page. */
  .drawn {
    contain: layout style;
    /* A letter can be of any height and width: it ends at the box, with room for the focus ring. */
    overflow: clip;
    overflow-clip-margin: 0.5rem;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  a {
    color: var(--_accent);
    text-underline-offset: 0.15em;
    text-decoration-color: color-mix(in srgb, currentColor 45%, transparent);
  }
  a:hover {
    text-decoration-color: currentColor;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
    border-radius: 2px;
  }
  h1,
  h2,
  h3,
  h4,
  h5,
  h6 {
    margin: 0 0 calc(var(--_gap) / 2);
    font-family: var(--hhc-heading-font, inherit);
    font-size: calc(1em * var(--_scale));
    font-weight: 700;
    line-height: 1.2;
    text-wrap: balance;
  }
  p,
  ul,
  ol {
    margin: 0 0 var(--_gap);
  }
  .plain {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .title {
    container-type: inline-size;
    h1,
    h2,
    h3,
    h4,
    h5,
    h6 {
      font-size: calc(1em * var(--_scale) * var(--_scale) * var(--_scale));
    }
  }
  @container (min-width: 30rem) {
    .title > * {
      --_scale: 1.25;
    }
  }
  .meta {
    color: var(--_muted);
    font-size: 0.875em;
  }
  .picture {
    display: block;
    width: 100%;
    height: auto;
    aspect-ratio: var(--hhc-image-ratio, 16/9);
    margin: 0 0 var(--_gap);
    object-fit: cover;
    border-radius: var(--_radius);
    background: var(--_border);
  }
  .broken {
    position: absolute;
    visibility: hidden;
  }
  button {
    min-height: 2.75rem;
    padding: 0.25em 1em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: none;
    color: var(--_accent);
    font: inherit;
    line-height: 1.2;
    cursor: pointer;
  }
  button:hover,
  button[aria-pressed='true'] {
    border-color: var(--_accent);
  }
  /* For ears alone: what it tells can be seen where it happened. */
  .unseen {
    position: absolute;
    clip-path: inset(50%);
    width: 1px;
    height: 1px;
    overflow: hidden;
  }
  [role='status']:not(:empty, .unseen) {
    margin: calc(var(--_gap) / 2) 0;
    color: var(--_muted);
  }
  /* What is to come, as a still outline; not for an answer that is there at once. */
  .waiting {
    height: 12rem;
    border: 1px dashed var(--_border);
    border-radius: var(--_radius);
    animation: appear 0.15s 0.3s backwards;
  }
  /* Something is on its way: a bar at the upper edge that takes no room. */
  :host(:state(pending)) .root::before {
    content: '';
    position: absolute;
    inset: 0 0 auto;
    height: 2px;
    background: linear-gradient(90deg, transparent, var(--_accent), transparent) 0 / 50% no-repeat;
    animation:
      appear 0.3s 1s backwards,
      pass 1.5s 1s infinite;
  }
  /* What was shown before, while what is wanted by now is on its way. */
  .passing {
    display: flex;
    flex-direction: column;
    > :not([role='status']) {
      opacity: 0.5;
    }
    > [role='status'] {
      order: -1;
    }
  }
  .root:focus {
    outline: none;
  }
  @keyframes pass {
    from {
      background-position-x: -100%;
    }
    to {
      background-position-x: 200%;
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  @media (prefers-reduced-motion) {
    .waiting {
      animation-duration: 1ms;
    }
    :host(:state(pending)) .root::before {
      background: var(--_accent);
      animation: appear 1ms 1s backwards;
    }
  }
  @media print {
    button {
      display: none;
    }
  }
`;
