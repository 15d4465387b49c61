import {expect} from '@open-wc/testing';
import {dateOf, dayIn, DEFAULT_TIME_ZONE, timeZoneOf} from '../../src/feed/site-time.js';
import {onPollutedPage} from '../fixtures.js';

describe('dateOf', () => {
  for (const [value, instant] of [
    // RFC 3339
    ['2020-08-20T10:00:00+03:00', '2020-08-20T07:00:00.000Z'],
    ['2020-08-20T10:00:00Z', '2020-08-20T10:00:00.000Z'],
    ['2020-08-20t10:00:00z', '2020-08-20T10:00:00.000Z'],
    ['2020-08-20 10:00:00-05:30', '2020-08-20T15:30:00.000Z'],
    ['2020-08-20T10:00:00.123456+03:00', '2020-08-20T07:00:00.000Z'],
    ['2020-08-20T10:00:00 +0300', '2020-08-20T07:00:00.000Z'],
    [' 2020-08-20T10:00:00Z\n', '2020-08-20T10:00:00.000Z'],
    // Without a zone: the clock on the wall in Sofia, in winter and in summer.
    ['2018-01-06T08:00', '2018-01-06T06:00:00.000Z'],
    ['2018-07-06T08:00', '2018-07-06T05:00:00.000Z'],
    ['2018-07-06 08:00:30', '2018-07-06T05:00:30.000Z'],
    ['2018-01-06', '2018-01-05T22:00:00.000Z'],
    // The hours about a change of the clock: 25 March and 28 October 2018.
    ['2018-03-25T02:59', '2018-03-25T00:59:00.000Z'],
    ['2018-03-25T04:00', '2018-03-25T01:00:00.000Z'],
    ['2018-10-28T02:59', '2018-10-27T23:59:00.000Z'],
    ['2018-10-28T05:00', '2018-10-28T03:00:00.000Z'],
    // RFC 822
    ['Thu, 20 Aug 2020 10:00:00 +0300', '2020-08-20T07:00:00.000Z'],
    ['Thu, 20 Aug 2020 10:00:00 GMT', '2020-08-20T10:00:00.000Z'],
    ['20 Aug 2020 10:00 +0300', '2020-08-20T07:00:00.000Z'],
    [' Thu, 20 Aug 2020 10:00:00 EST', '2020-08-20T15:00:00.000Z'],
    // The ends of what is a date.
    ['1000-01-02', '1000-01-01T22:26:44.000Z'],
    ['9999-12-30T12:00:00Z', '9999-12-30T12:00:00.000Z'],
  ] as const) {
    it(`reads ${JSON.stringify(value)}`, () => {
      expect(dateOf(value, DEFAULT_TIME_ZONE)?.toISOString()).to.equal(instant);
    });
  }

  for (const value of [
    '',
    'yesterday',
    'Invalid Date',
    'May be 5 of them',
    '0000-00-00 00:00:00',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '0999-12-31T00:00:00Z',
    // A database's "never": in Sofia it is the year 10000 already.
    '9999-12-31T23:59:59Z',
    '2020-13-01',
    '2020-08-20T25:00:00Z',
    '2020-08-20T10:00:00+99:00',
    '2020-08-20T10:00:00 Sofia',
    '20.08.2020',
    '+012020-08-20T10:00:00Z',
    1597906800000,
    null,
    undefined,
    {},
  ]) {
    it(`takes ${JSON.stringify(value)} for no date`, () => {
      expect(dateOf(value, DEFAULT_TIME_ZONE)).to.equal(undefined);
    });
  }

  it('reads a date without a zone in the zone it is given', () => {
    expect(dateOf('2020-08-20T10:00', 'America/New_York')!.toISOString()).to.equal(
      '2020-08-20T14:00:00.000Z',
    );
    expect(dateOf('2020-01-20T10:00', 'America/New_York')!.toISOString()).to.equal(
      '2020-01-20T15:00:00.000Z',
    );
    expect(dateOf('2020-08-20T10:00', 'Asia/Kolkata')!.toISOString()).to.equal('2020-08-20T04:30:00.000Z');
  });

  it('reads the same on a page that has polluted every object', () => {
    const date = onPollutedPage({dateStyle: 'full', era: 'long', hour12: true, timeZoneName: 'long'}, () =>
      dateOf('2020-08-20T10:00', 'Asia/Tokyo'),
    );
    expect(date?.toISOString()).to.equal('2020-08-20T01:00:00.000Z');
  });
});

describe('dayIn', () => {
  it('is the day in that zone', () => {
    const lateInLondon = new Date('2020-08-20T22:30:00Z');
    expect(dayIn('Europe/Sofia', lateInLondon)).to.equal('2020-08-21');
    expect(dayIn('Europe/London', lateInLondon)).to.equal('2020-08-20');
    expect(dayIn('America/New_York', new Date('2021-01-01T03:00:00Z'))).to.equal('2020-12-31');
  });
});

describe('timeZoneOf', () => {
  it('is the zone that the browser knows', () => {
    expect(timeZoneOf('America/New_York')).to.equal('America/New_York');
    expect(timeZoneOf('UTC')).to.equal('UTC');
  });

  for (const value of [undefined, null, '', 'Mars/Olympus', 2, {}, ['UTC']]) {
    it(`is Sofia for ${JSON.stringify(value)}`, () => {
      expect(timeZoneOf(value)).to.equal('Europe/Sofia');
    });
  }
});
