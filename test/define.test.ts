import {expect} from '@open-wc/testing';

/** Runs the module as a script tag does, once for each call; tells what it said. */
async function define(): Promise<unknown[]> {
  const {warn} = console;
  const warnings: unknown[] = [];
  console.warn = (message) => void warnings.push(message);
  try {
    await import(`../src/define.ts?${Math.random()}`);
  } finally {
    console.warn = warn;
  }
  return warnings.filter((warning) => String(warning).includes('hhc-widgets'));
}

describe('define', () => {
  it('keeps what a tag was defined as before, says so once, and defines the others', async () => {
    class Stranger extends HTMLElement {}
    customElements.define('hhc-story', Stranger);
    const warnings = await define();
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include('<hhc-story> (not of hhc-widgets)');
    expect(customElements.get('hhc-story')).to.equal(Stranger);
    expect(customElements.get('hhc-related')).to.exist;
    expect(customElements.get('hhc-archive')).to.exist;
  });

  it('says nothing of tags that the same version has defined', async () => {
    const [warning] = await define();
    expect(warning).to.include('hhc-story').and.not.include('hhc-related').and.not.include('hhc-archive');
  });

  it('has the version of the package', async () => {
    const {version} = (await (await fetch('/package.json')).json()) as {version: string};
    expect(customElements.get('hhc-archive')).to.have.property('version', version);
  });
});
