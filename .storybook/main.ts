import type {StorybookConfig} from '@storybook/web-components-vite';

export default {
  stories: ['../stories/*.stories.ts'],
  // The pictures and files of the sample feed, under the address that its stories read it from.
  staticDirs: [{from: '../stories/feeds', to: '/feeds'}],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  framework: '@storybook/web-components-vite',
  core: {disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false},
  features: {sidebarOnboardingChecklist: false},
} satisfies StorybookConfig;
