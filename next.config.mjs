import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["@node-rs/argon2", "pdfkit", "pg", "pino"],
  typescript: { ignoreBuildErrors: true }, // `npm run check` checks the types of all files; a start does not
  images: { unoptimized: true }, // no page uses next/image, so its route stays closed
  experimental: {
    authInterrupts: true, // forbidden() answers 403
    proxyClientMaxBodySize: 1_024, // the middleware reads no body, and pages take none (lib/server)
  },
};

/** Compiles the messages at build time, so that a browser loads no message parser. */
const messages = {
  path: "./lib/i18n/messages",
  format: "json",
  locales: ["fr", "ht", "en"],
  sourceLocale: "fr",
  precompile: true,
};

export default createNextIntlPlugin({ requestConfig: "./lib/i18n/request.ts", experimental: { messages } })(
  config,
);
