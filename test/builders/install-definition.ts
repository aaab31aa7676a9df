/** The shipped fibre install, for tests of layers that get definitions by call and may not import order types. */
export { ftthInstall as installDefinition } from '../../forms/order-types/ftth-install/index.ts';
