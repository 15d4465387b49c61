/** What plays in the place of a link to a film. */
export interface Film {
  /** A page of the film's site, or the file itself. */
  readonly tag: 'iframe' | 'video';
  readonly src: string;
}

const FILE = /\.(?:mp4|webm|ogv)$/i;
const YOUTUBE = /^(?:(?:www|m|music)\.)?youtube(?:-nocookie)?\.com$/;
/** The two words look like ids, and stand for a list and for whatever is on the air. */
const YOUTUBE_ID = /^(?!videoseries$|live_stream$)[\w-]{11}$/;
const VIMEO = /^(?:(?:www|player)\.)?vimeo\.com$/;
const VIMEO_PATH =
  /^\/(?:(?:video|channels\/[\w-]+|groups\/[\w-]+\/videos)\/)?(\d{1,12})(?:\/([\da-f]{1,40}))?\/?$/;
const TIME = /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?$/;

/** The film that an address leads to, `undefined` where it leads to anything else. */
export function filmOf(address: string): Film | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  const src = YOUTUBE.test(url.hostname) || url.hostname === 'youtu.be' ? youTubeOf(url) : vimeoOf(url);
  if (src) return {tag: 'iframe', src};
  return FILE.test(url.pathname) ? {tag: 'video', src: url.href} : undefined;
}

function youTubeOf({hostname, pathname, searchParams}: URL): string | undefined {
  const [, first = '', second = ''] = pathname.split('/');
  const inPath = /^(?:embed|shorts|live)$/.test(first) ? second : searchParams.get('v');
  const id = hostname === 'youtu.be' ? first : inPath;
  if (!id || !YOUTUBE_ID.test(id)) return undefined;
  const start = secondsOf(searchParams.get('t') ?? searchParams.get('start'));
  return `https://www.youtube-nocookie.com/embed/${id}?autoplay=1${start ? `&start=${start}` : ''}`;
}

function vimeoOf({hostname, pathname, searchParams, hash}: URL): string | undefined {
  const [, id, inPath] = (VIMEO.test(hostname) && VIMEO_PATH.exec(pathname)) || [];
  if (!id) return undefined;
  // A film that is not listed is only shown with the second half of its name.
  const key = inPath ?? /^[\da-f]{1,40}$/.exec(searchParams.get('h') ?? '')?.[0];
  const start = secondsOf(/^#t=(.*)/.exec(hash)?.[1] ?? null);
  const rest = `${key ? `&h=${key}` : ''}${start ? `#t=${start}s` : ''}`;
  return `https://player.vimeo.com/video/${id}?dnt=1&autoplay=1${rest}`;
}

/** Seconds of `90`, `90s` or `1m30s`. */
function secondsOf(time: string | null): number {
  const [, hours = 0, minutes = 0, seconds = 0] = TIME.exec(time ?? '') ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
