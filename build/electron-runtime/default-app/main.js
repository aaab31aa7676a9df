// Stands in for Electron's stock default_app, which the runtime we keep was shipped without.
// Same command line: [-r FILE]... APPDIR|main.js, or --version.
import fs from 'node:fs';
import { Module } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
// biome-ignore lint/style/noRestrictedImports: this file runs inside Electron
import { app } from 'electron/main';

const args = process.argv.slice(1);
const required = args.filter((_, n) => n > 0 && ['-r', '--require'].includes(args[n - 1]));
const target = args.find((arg) => !arg.startsWith('-') && !required.includes(arg));

async function open(given) {
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  const folder = path.resolve(given);
  const manifest = path.join(folder, 'package.json');
  if (fs.existsSync(manifest)) {
    const { name, productName, version, desktopName } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
    if (version) app.setVersion(version);
    app.name = productName ?? name ?? app.name;
    app.setDesktopName(desktopName ?? `${app.name}.desktop`);
  }
  const file = Module._resolveFilename(folder, null, true);
  app.setAppPath(fs.existsSync(manifest) ? folder : path.dirname(file));
  await import(pathToFileURL(file).toString());
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

if (required.length > 0) Module._preloadModules(required);
if (args.includes('--version') || args.includes('-v')) {
  process.stdout.write(`v${process.versions.electron}\n`);
  process.exit(0);
} else if (target) {
  await open(target).catch((error) => fail(`App threw an error during load\n${error.stack ?? error}`));
} else {
  fail('usage: electron [options] APPDIR');
}
