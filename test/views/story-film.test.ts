import {expect} from '@open-wc/testing';
import {filmOf} from '../../src/views/story-film.js';

const ID = 'aB-_5678901';
const youTube = (rest = ''): string => `https://www.youtube-nocookie.com/embed/${ID}?autoplay=1${rest}`;
const vimeo = (rest = ''): string => `https://player.vimeo.com/video/123456?dnt=1&autoplay=1${rest}`;

describe('filmOf', () => {
  for (const [address, src] of [
    [`https://www.youtube.com/watch?v=${ID}`, youTube()],
    [`http://m.youtube.com/watch?list=x&v=${ID}&t=90`, youTube('&start=90')],
    [`https://youtu.be/${ID}?si=x&t=1h2m3s`, youTube('&start=3723')],
    [`https://youtube.com/shorts/${ID}`, youTube()],
    [`https://www.youtube.com/live/${ID}?t=15s`, youTube('&start=15')],
    [`https://www.youtube-nocookie.com/embed/${ID}?start=2m`, youTube('&start=120')],
    [`https://youtu.be/${ID}?t=soon`, youTube()],
    ['https://vimeo.com/123456', vimeo()],
    ['https://vimeo.com/123456/abc123#t=90s', vimeo('&h=abc123#t=90s')],
    ['https://player.vimeo.com/video/123456?h=abc123&autoplay=0', vimeo('&h=abc123')],
    ['https://player.vimeo.com/video/123456?h=%22onload', vimeo()],
    ['https://vimeo.com/channels/staffpicks/123456', vimeo()],
    ['https://files.example/a/film.MP4?x=1', 'https://files.example/a/film.MP4?x=1'],
    ['https://files.example/film.webm', 'https://files.example/film.webm'],
    ['https://files.example/film.ogv#t=10', 'https://files.example/film.ogv#t=10'],
  ] as const) {
    it(`plays ${address}`, () => expect(filmOf(address)?.src).to.equal(src));
  }

  for (const address of [
    '',
    'mailto:film.mp4',
    'https://www.youtube.com/',
    'https://www.youtube.com/watch?v=short',
    `https://www.youtube.com/watch?v=${ID}x`,
    'https://www.youtube.com/watch?v=videoseries',
    'https://www.youtube.com/embed/live_stream?channel=x',
    `https://www.youtube.com/@channel/${ID}`,
    `https://notyoutube.com/watch?v=${ID}`,
    `https://youtube.com.evil.example/watch?v=${ID}`,
    `https://evil.example/youtu.be/${ID}`,
    'https://vimeo.com/about',
    'https://vimeo.com/123456/comments',
    'https://evilvimeo.com/123456',
    'https://files.example/film.mp4.html',
    'https://files.example/?film.mp4',
  ]) {
    it(`plays nothing of "${address}"`, () => expect(filmOf(address)).to.equal(undefined));
  }
});
