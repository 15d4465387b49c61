/** Where dates are meant and shown unless the feed names another zone. */
export const DEFAULT_TIME_ZONE = 'Europe/Sofia';

const DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(?:(z)|([+-]\d\d):?(\d\d))?)?$/i;
const RFC_822 = /^(?:[a-z]{3}, *)?\d{1,2} [a-z]{3} \d{2,4} \d\d:\d\d(?::\d\d)? (?:[a-z]+|[+-]\d{4})$/i;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** The zone if the browser knows it, else the default. */
export function timeZoneOf(value: unknown): string {
  if (typeof value === 'string') {
    try {
      clockIn(value);
      return value;
    } catch {
      // Not a zone this browser knows.
    }
  }
  return DEFAULT_TIME_ZONE;
}

/**
 * A date out of a feed: RFC 3339, the same without a zone (then in `timeZone`), or RFC 822.
 * `undefined` for anything else, and for the years before 1000 and the last day of 9999, which only ever stand for
 * "no date".
 */
export function dateOf(value: unknown, timeZone: string): Date | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const [, day, time = '00:00', z, hours, minutes] = DATE.exec(text) ?? [];
  const instant = day
    ? instantOf(
        Date.parse(`${day}T${time}${hours ? `${hours}:${minutes}` : 'Z'}`),
        z || hours ? '' : timeZone,
      )
    : RFC_822.test(text)
      ? Date.parse(text)
      : NaN;
  return instant >= Date.UTC(1000, 0) && instant < Date.UTC(9999, 11, 31) ? new Date(instant) : undefined;
}

/** The calendar day on which an instant falls, as `2020-08-20`. */
export function dayIn(timeZone: string, date: Date): string {
  return clockIn(timeZone).format(date).slice(0, 10);
}

/** Turns a wall clock's reading, taken as if it were UTC, into the instant at which that clock shows it. */
function instantOf(reading: number, timeZone: string): number {
  if (!timeZone || Number.isNaN(reading)) return reading;
  // Twice, because the offset is asked for at the reading first and may be another one hour away from a change.
  const first = reading - offsetAt(reading, timeZone);
  return reading - offsetAt(first, timeZone);
}

function offsetAt(instant: number, timeZone: string): number {
  return Date.parse(`${clockIn(timeZone).format(instant).replace(' ', 'T')}Z`) - instant;
}

/** Swedish writes dates and times as ISO 8601 does. */
function clockIn(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-u-ca-gregory-nu-latn', {
      // @ts-expect-error -- the page may have polluted Object.prototype, and Intl reads options through it
      __proto__: null,
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    clocks.set(timeZone, clock);
  }
  return clock;
}
