import {storybookTest} from '@storybook/addon-vitest/vitest-plugin';
import {playwright} from '@vitest/browser-playwright';
import {defineConfig} from 'vitest/config';
import {findChromium} from './scripts/chromium.mjs';

const {executablePath, args} = await findChromium();
console.log(`Browser: ${executablePath}`);

/** Each story is drawn, its play function run, and what it shows checked for accessibility. */
export default defineConfig({
  plugins: [storybookTest({configDir: '.storybook'})],
  test: {
    onConsoleLog: (log) => !log.includes('Lit is in dev mode'),
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({launchOptions: {executablePath, args}}),
      instances: [{browser: 'chromium'}],
    },
  },
});
