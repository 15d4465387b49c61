import type {Clock} from '../feed/clock.js';
import type {Film} from './story-film.js';

/** How a film is played. */
export interface PlayOptions {
  readonly clock: Clock;
  /** Where it cannot be: the way to it that is left. */
  readonly fail: (link: HTMLAnchorElement) => void;
}

/** Milliseconds after which a page that forbids a frame has said so. */
const PATIENCE = 10_000;

/** What a player needs to play, and to show itself large; it stands on an origin of its own. */
const SANDBOX =
  'allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox';

/** Puts the player of a film in the place of its box; the link stays below. */
export function playFilm(link: HTMLAnchorElement, film: Film, {clock, fail}: PlayOptions): void {
  const paragraph = link.parentElement!;
  const place = document.createElement('div');
  place.className = 'player';
  const giveUp = (): void => {
    if (!place.isConnected) return;
    place.remove();
    paragraph.className = '';
    fail(link);
  };
  const player = film.tag === 'video' ? filePlayer(film.src, giveUp) : framePlayer(film.src);
  player.title = link.textContent.trim();
  place.append(player);
  if (film.tag === 'iframe') watchPolicy(film.src, clock, giveUp);
  paragraph.before(place);
  paragraph.className = 'small';
  player.focus();
}

function framePlayer(src: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.allow = 'autoplay; fullscreen; encrypted-media; picture-in-picture';
  frame.setAttribute('sandbox', SANDBOX);
  // YouTube plays nothing for a page that does not say which it is.
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  frame.src = src;
  return frame;
}

function filePlayer(src: string, giveUp: () => void): HTMLVideoElement {
  const video = document.createElement('video');
  video.controls = true;
  video.autoplay = true;
  video.playsInline = true;
  // In Safari a film with controls is not reached by the keyboard of itself.
  video.tabIndex = 0;
  // Forbidden by the page, gone, or of a kind that this browser does not know; not what breaks off in the middle.
  video.addEventListener('error', () => {
    if (!video.readyState) giveUp();
  });
  video.src = src;
  return video;
}

/** A frame that the page's Content-Security-Policy forbids tells nobody; the page alone hears of it. */
function watchPolicy(src: string, clock: Clock, giveUp: () => void): void {
  const {origin} = new URL(src);
  const handleViolation = ({
    blockedURI,
    disposition,
    effectiveDirective,
  }: SecurityPolicyViolationEvent): void => {
    if (disposition !== 'enforce' || !/^(?:frame|child)-src$/.test(effectiveDirective)) return;
    // Some browsers tell no more than the origin.
    if (URL.canParse(blockedURI) && new URL(blockedURI).origin === origin) giveUp();
  };
  document.addEventListener('securitypolicyviolation', handleViolation);
  clock.after(() => document.removeEventListener('securitypolicyviolation', handleViolation), PATIENCE);
}
