import {expect} from '@open-wc/testing';
import {addressOf} from '../../src/feed/address.js';
import {ADDRESS} from '../fixtures.js';

describe('addressOf', () => {
  for (const [value, address] of [
    ['https://site.example/a', 'https://site.example/a'],
    ['http://site.example/a', 'http://site.example/a'],
    ['a/b.html', 'https://feed.example/news/a/b.html'],
    ['/a', 'https://feed.example/a'],
    ['../a', 'https://feed.example/a'],
    ['?story=1', 'https://feed.example/news/feed.json?story=1'],
    ['//site.example/a', 'https://site.example/a'],
    [' https://site.example/a\n', 'https://site.example/a'],
    ['HTTPS://SITE.example/Ж', 'https://site.example/%D0%96'],
  ] as const) {
    it(`reads ${JSON.stringify(value)} against the document`, () => {
      expect(addressOf(value, ADDRESS)).to.equal(address);
    });
  }

  for (const value of [
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    ' JavaScript:alert(1)',
    'vbscript:x',
    'data:text/html,x',
    'blob:https://feed.example/1',
    'file:///etc/passwd',
    'about:blank',
    'mailto:a@site.example',
    'https://',
    '',
    ' \n',
    0,
    null,
    undefined,
    true,
    {},
    ['https://site.example/'],
  ]) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      expect(addressOf(value, ADDRESS)).to.equal(undefined);
    });
  }

  it('takes other schemes where it is told so', () => {
    expect(addressOf('mailto:a@site.example', ADDRESS, new Set(['mailto:']))).to.equal(
      'mailto:a@site.example',
    );
    expect(addressOf('https://site.example/', ADDRESS, new Set(['mailto:']))).to.equal(undefined);
  });

  it('gives nothing where the base is no address', () => {
    expect(addressOf('a.html', 'nonsense')).to.equal(undefined);
  });
});
