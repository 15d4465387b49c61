import {chromeLauncher} from '@web/test-runner-chrome';
import {findChromium} from './chromium.mjs';

/** Where Debian's packages put what the wider runs need. */
export const FIREFOX = '/usr/bin/firefox-esr';
export const WEBKIT_DRIVER = '/usr/bin/WebKitWebDriver';
const WEBKIT = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

/** The port on which `WebKitWebDriver` listens, and the environment in which it draws without a graphics card. */
export const WEBKIT_PORT = 4797;
export const WEBKIT_ENVIRONMENT = {
  WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  NO_AT_BRIDGE: '1',
  GTK_A11Y: 'none',
};

/** Launchers for the test runner, by engine. */
export const browsers = {
  async chromium() {
    const launchOptions = await findChromium();
    console.log(`Browser: ${launchOptions.executablePath}`);
    return chromeLauncher({launchOptions});
  },

  async firefox() {
    const {default: puppeteer} = await import('puppeteer-core');
    return chromeLauncher({puppeteer, launchOptions: {browser: 'firefox', executablePath: FIREFOX}});
  },

  async webkit() {
    const {webdriverLauncher} = await import('@web/test-runner-webdriver');
    return webdriverLauncher({
      hostname: '127.0.0.1',
      port: WEBKIT_PORT,
      path: '/',
      logLevel: 'error',
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': {binary: WEBKIT, args: ['--automation']},
      },
    });
  },
};
