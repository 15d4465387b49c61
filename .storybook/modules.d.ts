/** Written by `npm run manifest`. */
declare module '*/custom-elements.json' {
  const manifest: unknown;
  export default manifest;
}

declare module '*.css';
