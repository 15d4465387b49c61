import {learnTemplates, stage, testKinds} from './bench.js';
import {corpusOf, MARKUP} from './corpus.js';
import {SHOWS} from './feeds.js';

const corpus = await corpusOf(MARKUP);

before(async function () {
  this.timeout(60_000);
  await learnTemplates();
});
after(() => stage.remove());

describe('hostile markup in a feed', () => testKinds(corpus, SHOWS));
