import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["@node-rs/argon2", "pg", "pino"],
  typescript: { ignoreBuildErrors: true }, // `npm run check` checks the types, of tests too; a start must not
  experimental: {
    authInterrupts: true, // forbidden() answers 403
  },
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
