// Builds the chat into one static file: `npm run build`; `node build.mjs FILE` builds elsewhere.
import { build } from "esbuild";

const BANNER = `/*! Niet-Pluis, Apache-2.0. With component CSS of NL Design System (@utrecht/*-css), EUPL-1.2,
 * (c) Frameless B.V. and Gemeente Utrecht: see licenses.txt beside this file. */`;

// Style sheets come in as text, made small, with what they import.
const styles = {
  name: "styles",
  setup(use) {
    use.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const made = await build({ entryPoints: [path], bundle: true, minify: true, write: false, legalComments: "none", target: "es2022" });
      return { contents: made.outputFiles[0].text, loader: "text" };
    });
  },
};

await build({
  entryPoints: ["src/niet-pluis.js"],
  absWorkingDir: import.meta.dirname,
  outfile: process.argv[2] ?? "../static/niet-pluis.js",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  banner: { js: BANNER },
  plugins: [styles],
});
