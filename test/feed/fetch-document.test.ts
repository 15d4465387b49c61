import {expect} from '@open-wc/testing';
import {FeedError} from '../../src/feed/feed-error.js';
import {fetchDocument} from '../../src/feed/fetch-document.js';
import {failureOf, onPollutedPage} from '../fixtures.js';

/** The address of a file of this project on the test server. */
const addressOfFile = (path: string): string => new URL(`../../${path}`, import.meta.url).href;
const ofNobody = (): AbortSignal => new AbortController().signal;

describe('fetchDocument', () => {
  it('reads a document and says where it was read', async () => {
    const address = addressOfFile('stories/feeds/hhc.json');
    const document = await fetchDocument(`${address}?from=test#part`, ofNobody());
    expect(document.address).to.equal(`${address}?from=test`);
    expect(JSON.parse(document.text)).to.have.property('items').with.lengthOf(28);
  });

  it('asks not what type a document is said to be', async () => {
    const {text} = await fetchDocument(addressOfFile('test/feed/fetch-document.test.ts'), ofNobody());
    expect(text).to.contain('asks not what type');
  });

  it('takes the mark of UTF-8 off the beginning', async () => {
    const {text} = await fetchDocument(addressOfFile('test/feed/documents/marked.txt'), ofNobody());
    expect(text).to.equal('Дом\n');
  });

  it('reads what is no XML as UTF-8, whatever it holds', async () => {
    const {text} = await fetchDocument(addressOfFile('test/feed/documents/encoding.json'), ofNobody());
    expect(JSON.parse(text)).to.deep.equal({title: 'encoding="windows-1251" Дом'});
  });

  it('fails with the status where there is no such document', async () => {
    const address = addressOfFile('stories/feeds/none.json');
    const error = await failureOf(fetchDocument(address, ofNobody()));
    expect(error)
      .to.be.instanceOf(FeedError)
      .and.include({code: 'http', message: `${address} answered 404.`});
    expect((error as FeedError).cause)
      .to.be.instanceOf(Response)
      .with.property('status', 404);
  });

  it('fails where no server answers, and names what may be the reason', async () => {
    // Port 9, "discard", is one that browsers do not ask.
    const error = await failureOf(fetchDocument('http://localhost:9/', ofNobody()));
    expect(error).to.be.instanceOf(FeedError).with.property('code', 'network');
    expect((error as FeedError).message)
      .to.contain('Access-Control-Allow-Origin')
      .and.contain('connect-src');
    expect((error as FeedError).cause).to.be.instanceOf(TypeError);
  });

  for (const address of [
    'data:application/json,{}',
    'blob:http://localhost/1',
    'file:///feed.json',
    'ftp://feed.example/',
    'about:blank',
  ]) {
    it(`does not ask ${address}`, async () => {
      const error = await failureOf(fetchDocument(address, ofNobody()));
      expect(error).to.be.instanceOf(FeedError).with.property('code', 'blocked-address');
    });
  }

  it('gives up with the caller’s reason when it is told so before it asks', async () => {
    const reason = new Error('changed my mind');
    const error = await failureOf(
      fetchDocument(addressOfFile('stories/feeds/hhc.json'), AbortSignal.abort(reason)),
    );
    expect(error).to.equal(reason);
  });

  it('gives up with an AbortError while it waits', async () => {
    const caller = new AbortController();
    const answer = fetchDocument(addressOfFile('stories/feeds/hhc.json'), caller.signal);
    caller.abort();
    expect(await failureOf(answer))
      .to.be.instanceOf(DOMException)
      .with.property('name', 'AbortError');
  });

  it('asks the same on a page that has polluted every object', async () => {
    const {text} = await onPollutedPage(
      {method: 'POST', body: 'x', mode: 'no-cors', window: 5, integrity: 'sha256-x'},
      () => fetchDocument(addressOfFile('stories/feeds/empty.json'), ofNobody()),
    );
    expect(JSON.parse(text)).to.have.property('items').with.lengthOf(0);
  });
});
