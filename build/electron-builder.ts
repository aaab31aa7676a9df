import type { Configuration } from 'electron-builder';

/**
 * What is shipped: the Electron shell, the pages and the packages they need at run time. The office is not in it.
 * `npmRebuild: false`: every native package here carries N-API prebuilds, the same file for Node and for Electron.
 */
export const configuration: Configuration = {
  appId: 'com.linework.station',
  productName: 'Linework',
  directories: { output: 'dist/packages', buildResources: 'build/icons' },
  npmRebuild: false,
  files: [
    'package.json',
    'dist/electron/**',
    'dist/renderer/**',
    '!**/*.map',
    '!**/*.md',
    // 10 MB each; the report uses these weights only.
    '!node_modules/@expo-google-fonts/noto-sans-sc/!(400Regular|700Bold)/**',
    '!node_modules/@expo-google-fonts/!(noto-sans-sc)/!(400Regular)/**',
    '!node_modules/@expo-google-fonts/**/*.png',
    // Only the plain WebAssembly build of libheif is loaded.
    '!node_modules/libheif-js/libheif/**',
    '!node_modules/libheif-js/libheif-wasm/libheif-bundle.*',
    '!node_modules/**/prebuilds/{android,linux-arm}*/**',
    // Of the office alone; package.ts checks that the station imports nothing of what is left out.
    '!node_modules/{fastify,@fastify,@tus/server,@tus/file-store,@aws-sdk,@smithy,@aws}/**',
  ],
  asar: true,
  // Native files; and the HEIC decoder, which its licence (LGPL) wants to be a file that can be replaced (ADR 0023).
  asarUnpack: ['**/*.node', 'node_modules/libheif-js/**'],
  /** All of them set: nothing but our own archive runs, and nobody talks the process into being a Node. */
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  linux: { target: ['AppImage', 'deb'], category: 'Office', executableName: 'linework', icon: 'build/icons/icon.png' },
  deb: { maintainer: 'Linework' },
  win: { target: ['nsis'], icon: 'build/icons/icon.png' },
  nsis: { oneClick: false, allowToChangeInstallationDirectory: true },
  mac: {
    target: ['dmg'],
    category: 'public.app-category.business',
    icon: 'build/icons/icon.png',
    // Without a reason macOS refuses the camera before anybody is asked (ADR 0027).
    extendInfo: { NSCameraUsageDescription: '拍摄施工照片。Takes the photos of the work.' },
  },
  publish: null,
};
