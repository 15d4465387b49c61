import type {StorybookConfig} from '@storybook/web-components-vite';
import {mergeConfig} from 'vite';

export default {
  stories: ['../stories/*.stories.ts'],
  // The pictures and files of the sample feed, under the address that its stories read it from.
  staticDirs: [{from: '../stories/feeds', to: '/feeds'}],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  framework: '@storybook/web-components-vite',
  core: {disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false},
  // Storybook's renderer imports this one; made ready apart from the others it would bring a second copy of Lit.
  viteFinal: (config) => mergeConfig(config, {optimizeDeps: {include: ['lit/directive-helpers.js']}}),
} satisfies StorybookConfig;
