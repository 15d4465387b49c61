/** The pairs of a query that are not those of a parameter, as they were written. */
function othersIn(search: string, param: string): string[] {
  return search
    .slice(1)
    .split('&')
    .filter((pair) => pair && !new URLSearchParams(pair).has(param));
}

/** The page's own address with a story named in it; other parameters and the fragment stay as they are. */
export function addressOfStory(param: string, id: string): string {
  const url = new URL(location.href);
  const pair = `${encodeURIComponent(param)}=${encodeURIComponent(id)}`;
  url.search = [...othersIn(url.search, param), pair].join('&');
  return url.href;
}

/** Whether two addresses are of the same page but for the story that a parameter names, and the fragment. */
export function isSamePage(a: URL, b: URL, param: string): boolean {
  const [own, other] = [a, b].map(
    ({origin, pathname, search}) => `${origin}${pathname}?${othersIn(search, param).join('&')}`,
  );
  return own === other;
}

/** Id of the story that an address names, `''` where it names none. */
export function storyIdIn({searchParams}: URL, param: string): string {
  return searchParams.get(param) ?? '';
}
