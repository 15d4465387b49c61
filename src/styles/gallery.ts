import {css} from 'lit';

/** The dialog with a story's pictures: dark and calm whatever the page looks like. */
export const galleryStyles = css`
  .gallery {
    --_accent: #fff;
    width: 100vw;
    max-width: none;
    height: 100vh;
    height: 100dvh;
    max-height: none;
    margin: 0;
    padding: 0;
    border: 0;
    background: #161616;
    color: #f2f2f2;
    overflow: hidden;
  }
  .gallery[open] {
    display: grid;
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
  }
  .gallery::backdrop {
    background: #161616;
  }
  .strip {
    display: flex;
    overflow: auto hidden;
    overscroll-behavior: contain;
    scroll-snap-type: x mandatory;
    scrollbar-width: none;
  }
  .strip:focus-visible {
    outline-offset: -2px;
  }
  .gallery figure {
    flex: 0 0 100%;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-width: 0;
    margin: 0;
    padding: 3.5rem 0.5rem 0.5rem;
    scroll-snap-align: center;
    scroll-snap-stop: always;
  }
  .gallery img {
    max-width: 100%;
    min-height: 0;
    object-fit: contain;
  }
  .gallery figcaption {
    flex: none;
    max-width: 68ch;
    max-height: 30%;
    overflow: auto;
    font-size: 0.9375em;
    text-align: center;
    text-wrap: balance;
  }
  .bar {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    padding: 0.25rem 0.5rem max(0.25rem, env(safe-area-inset-bottom));
  }
  .gallery [role='status'] {
    min-width: 9em;
    margin: 0;
    color: inherit;
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .gallery button {
    width: 2.75rem;
    height: 2.75rem;
    padding: 0;
    border-color: #8a8a8a;
    background: #161616;
    font-size: 1.5rem;
    line-height: 1;
  }
  .gallery button[aria-disabled] {
    border-color: #444;
    color: #8a8a8a;
    cursor: default;
  }
  .gallery .close {
    position: absolute;
    inset: max(0.375rem, env(safe-area-inset-top)) 0.5rem auto auto;
  }
  @media (forced-colors: active) {
    .gallery button[aria-disabled] {
      border-color: GrayText;
      color: GrayText;
    }
  }
  @media print {
    .gallery {
      display: none !important;
    }
  }
`;
